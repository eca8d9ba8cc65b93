using System.IO.Compression;
using System.Text.Json;
using GadgetSales.Projections.TrackRecord;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>A projection as the file holds it: JSON, deflated.</summary>
readonly record struct StoredProjection(byte[] Body)
{
    public static StoredProjection Of(IssuedProjection projection) => new(Deflate(projection));

    public static byte[] Deflate<T>(T value)
    {
        using var body = new MemoryStream();
        using (var deflate = new DeflateStream(body, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(deflate, value);
        }

        return body.ToArray();
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="JsonException">It is damaged, or another version wrote it.</exception>
    public IssuedProjection Read() => Inflate<IssuedProjection>(Body);

    /// <summary>What <see cref="Deflate{T}"/> made.</summary>
    public static T Inflate<T>(byte[] body)
    {
        using var deflate = new DeflateStream(new MemoryStream(body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(deflate) ?? throw new JsonException("The stored value is null.");
    }
}
