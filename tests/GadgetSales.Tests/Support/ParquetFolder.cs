using System.Buffers;
using System.Text;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Lambda.Lake;

namespace GadgetSales.Tests.Support;

/// <summary>
/// The lake's bucket: Parquet under <c>sale_date=YYYY-MM-DD/</c>, a file a day and delivery, and the date in the folder's name only.
/// Nothing in it is ever resolved: what is delivered twice lies there twice.
/// </summary>
sealed class ParquetFolder(string path)
{
    static readonly string Columns = string.Join(", ", LakeSchema.Fields
        .Where(field => field.Name != LakeSchema.Partition)
        .Select(field => $"{field.Name}: '{field.Type.ToString().ToUpperInvariant()}'"));

    int _deliveries;

    internal string Path { get; } = path;

    /// <summary>Delivers facts as the Lambda function writes them.</summary>
    internal void Deliver(IEnumerable<SaleLineFact> facts)
    {
        using var json = new FactJson();
        var output = new ArrayBufferWriter<byte>();
        var days = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var day in facts.GroupBy(fact => fact.SaleDate))
        {
            output.ResetWrittenCount();
            foreach (var fact in day)
            {
                json.Write(fact, output);
            }

            days.Add($"{LakeSchema.Partition}={day.Key:yyyy-MM-dd}", [Encoding.UTF8.GetString(output.WrittenSpan)]);
        }

        Deliver(days);
    }

    /// <summary>Converts rows by folder, JSON documents, into one new file of each folder.</summary>
    internal void Deliver(IReadOnlyDictionary<string, List<string>> partitions)
    {
        using var database = DuckDatabase.Open(path: null);
        using var connection = database.Connect();
        foreach (var (folder, rows) in partitions)
        {
            var directory = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder)).FullName;
            var file = System.IO.Path.Combine(directory, $"gadgetsales-1-{++_deliveries:D6}.parquet");
            var lines = System.IO.Path.Combine(directory, $"{_deliveries:D6}.json");
            File.WriteAllLines(lines, rows);
            connection.Execute($"""
                COPY (SELECT * FROM read_json('{lines}', format = 'newline_delimited', columns = {"{"}{Columns}{"}"})) TO '{file}' (FORMAT parquet)
                """);
            File.Delete(lines);
        }
    }
}
