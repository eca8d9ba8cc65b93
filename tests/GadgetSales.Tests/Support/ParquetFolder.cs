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
        foreach (var day in facts.GroupBy(fact => fact.SaleDate))
        {
            output.ResetWrittenCount();
            foreach (var fact in day)
            {
                json.Write(fact, output);
            }

            Deliver($"{LakeSchema.Partition}={day.Key:yyyy-MM-dd}", Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    /// <summary>Converts rows, a JSON document a line, into one new file of <paramref name="folder"/>.</summary>
    internal void Deliver(string folder, string rows)
    {
        var directory = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder)).FullName;
        var file = System.IO.Path.Combine(directory, $"gadgetsales-1-{++_deliveries:D6}.parquet");
        var lines = System.IO.Path.Combine(directory, $"{_deliveries:D6}.json");
        File.WriteAllText(lines, rows);
        using var database = DuckDatabase.Open(path: null);
        using var connection = database.Connect();
        connection.Execute($"""
            COPY (SELECT * FROM read_json('{lines}', format = 'newline_delimited', columns = {"{"}{Columns}{"}"})) TO '{file}' (FORMAT parquet)
            """);
        File.Delete(lines);
    }
}
