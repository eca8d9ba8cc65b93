using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Tests.Lake;

public sealed class LakeRowsTests : IDisposable
{
    readonly DuckDatabase _database = DuckDatabase.Open(path: null);

    public static TheoryData<string, LakeType, object?> Values => new()
    {
        { "CAST(7 AS TINYINT)", LakeType.Bigint, 7L },
        { "CAST(18446744073709551615 AS UBIGINT) - 18446744073709551608", LakeType.Bigint, 7L },
        { "sum(CAST(-7 AS BIGINT))", LakeType.Bigint, -7L },
        { "CAST(1.5 AS FLOAT)", LakeType.Double, 1.5 },
        { "CAST(-0.125 AS DECIMAL(9, 3))", LakeType.Double, -0.125 },
        { "CAST(1e30 AS DECIMAL(38, 0))", LakeType.Double, 1e30 },
        { "true", LakeType.Boolean, true },
        { "DATE '9999-12-31'", LakeType.Date, new DateOnly(9999, 12, 31) },
        { "TIMESTAMP '2019-04-19 08:46:00.123456'", LakeType.Timestamp, new DateTime(2019, 4, 19, 8, 46, 0, 123, 456, DateTimeKind.Unspecified) },
        { "'héllo, a text of more than twelve bytes'", LakeType.Varchar, "héllo, a text of more than twelve bytes" },
        { "CAST(NULL AS DATE)", LakeType.Date, null },
        { "NULL", LakeType.Bigint, null },
    };

    public void Dispose() => _database.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_in_the_lakes_type(string sql, LakeType type, object? expected)
    {
        using var connection = _database.Connect();
        using var command = connection.Command($"SELECT {sql} AS value");
        using var reader = command.ExecuteReader();
        var rows = new LakeRows(reader);

        Assert.Equal(new LakeColumn("value", type), Assert.Single(rows.Columns));
        Assert.Equal(expected, Assert.Single(Assert.Single(rows.Read())));
    }

    [Theory]
    [InlineData("[1, 2]", "CAST it to varchar")]
    [InlineData("DATE 'infinity'", "years 1 to 9999")]
    [InlineData("DATE '12000-01-01'", "years 1 to 9999")]
    [InlineData("TIMESTAMP '12000-01-01'", "years 1 to 9999")]
    [InlineData("CAST(9223372036854775807 AS HUGEINT) + 1", "does not fit 64 bits")]
    [InlineData("CAST(18446744073709551615 AS UBIGINT)", "does not fit 64 bits")]
    public void What_the_lake_cannot_return_is_an_error_that_names_the_column(string sql, string reason)
    {
        using var connection = _database.Connect();

        var error = Assert.Throws<LakeQueryException>(() => connection.Query($"SELECT {sql} AS value"));

        Assert.Equal("query_failed", error.Code);
        Assert.Contains("olumn value", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
