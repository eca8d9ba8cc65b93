using System.IO.Compression;
using System.Text.Json;
using GadgetSales.Projections.TrackRecord;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>A projection as the file holds it: JSON, deflated.</summary>
readonly record struct StoredProjection(byte[] Body)
{
    public static StoredProjection Of(IssuedProjection projection)
    {
        using var body = new MemoryStream();
        using (var deflate = new DeflateStream(body, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(deflate, projection);
        }

        return new StoredProjection(body.ToArray());
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="JsonException">It is damaged, or another version wrote it.</exception>
    public IssuedProjection Read()
    {
        using var deflate = new DeflateStream(new MemoryStream(Body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<IssuedProjection>(deflate) ?? throw new JsonException("The projection is null.");
    }
}
