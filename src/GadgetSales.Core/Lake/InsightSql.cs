namespace GadgetSales.Core.Lake;

/// <summary>
/// Writes questions about sales in the SQL that DuckDB and Trino share. Names come from the catalogue, every value is bound,
/// sums are cast to bigint (DuckDB sums wider) and division is by double (integer division differs).
/// Columns, in order: the part where the question has several; period, keys, whether others; measures; with a comparison previous values and changes;
/// the lowest and highest currency where <see cref="InsightQuery.MustFindCurrency"/>. <see cref="InsightTable"/> reads them.
/// </summary>
public static class InsightSql
{
    /// <summary>A row more than <see cref="InsightQuery.Limit"/> is fetched, so that the reader can say that there are more.</summary>
    public static LakeQuery Build(InsightQuery query) =>
        query.Parts.Count == 0 ? new InsightSqlWriter(query, []).Write() : InsightPartsSql.Write(query);

    /// <summary>The currencies that the question touches, in alphabetical order, in one column.</summary>
    public static LakeQuery Currencies(InsightQuery query) => new InsightSqlWriter(query, []).WriteCurrencies();
}
