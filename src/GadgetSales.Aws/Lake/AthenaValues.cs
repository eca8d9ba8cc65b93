using System.Globalization;
using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;

namespace GadgetSales.Aws.Lake;

/// <summary>Values on their way to Athena and back: it takes parameters as SQL literals and gives every value as text.</summary>
static class AthenaValues
{
    const int LongestParameter = 1024;

    /// <summary>.NET's times have seven digits of a second, Trino's up to twelve.</summary>
    const int LongestTime = 27;

    /// <exception cref="LakeQueryException">Athena takes no value this long.</exception>
    public static string ToLiteral(object parameter)
    {
        var literal = parameter switch
        {
            string text => Quote(text),
            DateOnly date => Quote(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            long or int => ((IFormattable)parameter).ToString(format: null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A parameter cannot be a {parameter.GetType().Name}.", nameof(parameter)),
        };
        return literal.Length <= LongestParameter
            ? literal
            : throw new LakeQueryException("query_failed", $"A value of the query has more than {LongestParameter:N0} characters.", retryable: false);
    }

    public static LakeColumn ToColumn(ColumnInfo column) => new(column.Name, TypeOf(column.Type));

    /// <summary>Boxed as <see cref="LakeType"/> says; null for NULL.</summary>
    public static object? ToValue(string? text, LakeType type) => text is null ? null : type switch
    {
        LakeType.Bigint => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        LakeType.Double => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        LakeType.Boolean => bool.Parse(text),
        LakeType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        LakeType.Timestamp => DateTime.ParseExact(
            text.Length > LongestTime ? text[..LongestTime] : text, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => text,
    };

    static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Types without a place in <see cref="LakeType"/> (arrays, rows, times with a zone) stay the text that Athena writes.</summary>
    static LakeType TypeOf(string type) => type switch
    {
        "tinyint" or "smallint" or "integer" or "bigint" => LakeType.Bigint,
        "float" or "real" or "double" or "decimal" => LakeType.Double,
        "boolean" => LakeType.Boolean,
        "date" => LakeType.Date,
        "timestamp" => LakeType.Timestamp,
        _ => LakeType.Varchar,
    };
}
