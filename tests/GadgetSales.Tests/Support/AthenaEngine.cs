using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Tests.Support;

/// <summary>What Athena's engine found: columns by Trino's type names, every value as text, null for NULL.</summary>
sealed record AthenaTable(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?[]> Rows, long BytesScanned);

/// <summary>Runs SQL in DuckDB over the table that Glue describes: the Parquet files under the lake's prefix, whatever lies there now.</summary>
sealed class AthenaEngine(string parquet) : IDisposable
{
    readonly DuckDatabase _database = DuckDatabase.Open(
        path: null, ("default_null_order", "nulls_last"), ("autoinstall_known_extensions", "false"), ("threads", "1"));

    /// <exception cref="DuckDBException">The statement is wrong.</exception>
    /// <exception cref="LakeQueryException">Its result cannot be read, or it has another number of parameters.</exception>
    internal AthenaTable Run(string sql, IReadOnlyList<string> literals)
    {
        using var connection = _database.Connect();
        connection.Execute("SET TimeZone = 'UTC'; SET integer_division = true");
        var files = Directory.Exists(parquet) ? Directory.GetFiles(parquet, "*.parquet", SearchOption.AllDirectories) : [];
        connection.Execute($"CREATE TEMP VIEW {SaleLinesView.Facts} AS {(files.Length == 0 ? NoRows() : Files(parquet))}");
        using var command = connection.Command(Fill(sql, literals));
        using var reader = command.ExecuteReader();
        var result = new LakeRows(reader);
        var rows = result.Read().Select(row => Array.ConvertAll(row, Text)).ToList();
        return new AthenaTable([.. result.Columns.Select(column => (column.Name, NameOf(column.Type)))], rows, files.Sum(file => new FileInfo(file).Length));
    }

    public void Dispose() => _database.Dispose();

    static string Files(string parquet) =>
        $"SELECT * FROM read_parquet('{parquet}/*/*.parquet', hive_partitioning = true, hive_types = {{{LakeSchema.Partition}: DATE}}, union_by_name = true)";

    static string NoRows() =>
        $"SELECT {string.Join(", ", LakeSchema.Fields.Select(field => $"CAST(NULL AS {field.Type.ToString().ToUpperInvariant()}) AS {field.Name}"))} WHERE false";

    /// <summary>Puts the literals where the statement has question marks: not in its strings, names and comments.</summary>
    static string Fill(string sql, IReadOnlyList<string> literals)
    {
        var (filled, used) = (new StringBuilder(), 0);
        for (var at = 0; at < sql.Length; at++)
        {
            if (sql[at] == '?')
            {
                filled.Append(literals[used++]);
                continue;
            }

            var end = sql[at] is '\'' or '"' ? sql.IndexOf(sql[at], at + 1) : sql.AsSpan(at).StartsWith("--") ? sql.IndexOf('\n', at) : at;
            end = end < 0 ? sql.Length - 1 : end;
            filled.Append(sql, at, end - at + 1);
            at = end;
        }

        return used == literals.Count ? filled.ToString() : throw new LakeQueryException("query_failed", $"The statement has {used} parameters, not {literals.Count}.", retryable: false);
    }

    static string NameOf(LakeType type) => type.ToString().ToLowerInvariant();

    static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
