using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>Writes the rows of an answer and what they come to as one query, so that both are of the same sales.</summary>
internal static class InsightPartsSql
{
    public static LakeQuery Write(InsightQuery query)
    {
        List<object> parameters = [];
        var rows = new InsightSqlWriter(query, parameters);
        List<string> parts = [Rows(query, rows)];
        parts.AddRange(query.Parts.Select(part => Totals(part.Part, rows, new InsightSqlWriter(part.Query, parameters))));
        var columns = string.Join(", ", rows.Columns().Select(column => column.Name));
        return new LakeQuery($"SELECT part, {columns}\nFROM ({string.Join("\nUNION ALL ", parts)}) p\nORDER BY part, place", parameters);
    }

    /// <summary>The limit cuts off rows, never what they come to.</summary>
    static string Rows(InsightQuery query, InsightSqlWriter rows)
    {
        var limit = query.Limit is { } most ? string.Create(CultureInfo.InvariantCulture, $" WHERE place <= {most + 1L}") : "";
        return Placed(InsightPart.Rows, rows, rows.Columns().Select(column => column.Name)) + limit;
    }

    static string Totals(InsightPart part, InsightSqlWriter rows, InsightSqlWriter totals)
    {
        var known = totals.Columns().Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return Placed(part, totals, rows.Columns().Select(column => known.Contains(column.Name) ? column.Name : $"CAST(NULL AS {column.Type}) AS {column.Name}"));
    }

    /// <summary>A part of the answer with the place of each row in it: the order of a part is lost where parts come together.</summary>
    static string Placed(InsightPart part, InsightSqlWriter writer, IEnumerable<string> columns)
    {
        var own = string.Join(", ", writer.Columns().Select(column => column.Name));
        return $"SELECT CAST({(int)part} AS bigint) AS part, place, {string.Join(", ", columns)}"
            + $"\nFROM (SELECT {own}, row_number() OVER (ORDER BY {writer.Order()}) AS place\nFROM ({writer.WriteUnordered()}) r) o";
    }
}
