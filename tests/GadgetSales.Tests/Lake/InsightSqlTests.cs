using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Lake;

public sealed class InsightSqlTests
{
    static readonly InsightQuery Query = new()
    {
        Measures = [Measure.Revenue],
        Span = new(new(2019, 1, 1), new(2019, 1, 31)),
    };

    [Fact]
    public void Values_are_bound_and_never_part_of_the_text()
    {
        var query = InsightSql.Build(Query with
        {
            Filters = [new(Dimension.Store, ["'; DROP TABLE x; --"]), new(Dimension.Category, ["Audio", null])],
            AllowedStores = new HashSet<string> { "LA-01" },
        });
        Assert.DoesNotContain("'", query.Sql, StringComparison.Ordinal);
        Assert.Contains("(category IN (?) OR category IS NULL)", query.Sql, StringComparison.Ordinal);
        Assert.Equal([new DateOnly(2019, 1, 1), new DateOnly(2019, 1, 31), "'; DROP TABLE x; --", "Audio", "LA-01"], query.Parameters);
    }

    [Fact]
    public void Every_question_mark_has_its_parameter()
    {
        foreach (var grain in InsightCatalogue.Grains)
        {
            foreach (var kind in InsightCatalogue.Comparisons)
            {
                var query = InsightSql.Build(Query with
                {
                    Grain = grain,
                    GroupBy = InsightCatalogue.Dimensions,
                    Measures = InsightCatalogue.Measures,
                    Filters = [new(Dimension.Sku, ["a", "b"])],
                    Comparison = Comparison.Of(kind, Query.Span),
                });
                Assert.Equal(query.Sql.Count(character => character == '?'), query.Parameters.Count);
            }
        }
    }

    [Fact]
    public void A_row_more_than_the_limit_is_fetched_to_know_whether_there_are_more()
    {
        var query = InsightSql.Build(Query with { Limit = 10 });
        Assert.EndsWith("LIMIT 11", query.Sql, StringComparison.Ordinal);
        Assert.Equal(10, query.MaxRows);
    }

    [Fact]
    public void Transactions_are_sums_of_flags_wherever_a_row_has_one_article_or_category_at_most()
    {
        Assert.DoesNotContain("DISTINCT", Sql(Dimension.Store), StringComparison.Ordinal);
        Assert.Contains("first_of_sku", Sql(Dimension.Sku), StringComparison.Ordinal);
        Assert.Contains("first_of_category", Sql(Dimension.Category), StringComparison.Ordinal);
        Assert.Contains("first_of_category", Sql(null, new DimensionFilter(Dimension.Category, ["Audio"])), StringComparison.Ordinal);
        Assert.Contains("count(DISTINCT", Sql(null, new DimensionFilter(Dimension.Category, ["Audio", null])), StringComparison.Ordinal);
        Assert.Contains("count(DISTINCT", Sql(Dimension.Sku, new DimensionFilter(Dimension.Category, ["Audio"])), StringComparison.Ordinal);
        Assert.Contains("count(DISTINCT", Sql(Dimension.TaxCode), StringComparison.Ordinal);

        static string Sql(Dimension? groupBy, params DimensionFilter[] filters) => InsightSql.Build(Query with
        {
            Measures = [Measure.Transactions],
            GroupBy = groupBy is null ? [] : [groupBy],
            Filters = filters,
        }).Sql;
    }

    [Fact]
    public void The_currency_is_looked_for_only_when_money_is_asked_for_and_nothing_fixes_it()
    {
        Assert.True(Query.MustFindCurrency);
        Assert.False((Query with { Measures = [Measure.Units, Measure.Transactions] }).MustFindCurrency);
        Assert.False((Query with { GroupBy = [Dimension.Currency] }).MustFindCurrency);
        Assert.False((Query with { Filters = [new(Dimension.Currency, ["USD"])] }).MustFindCurrency);
        Assert.True((Query with { Filters = [new(Dimension.Currency, ["USD", "EUR"])] }).MustFindCurrency);
    }

    [Fact]
    public void The_default_order_is_period_then_the_first_measure_from_its_highest_value_then_the_keys() =>
        Assert.EndsWith(
            "ORDER BY period NULLS LAST, m_revenue DESC NULLS LAST, k_store NULLS LAST",
            InsightSql.Build(Query with { Grain = Grain.Day, GroupBy = [Dimension.Store] }).Sql, StringComparison.Ordinal);

    [Fact]
    public void The_order_that_was_asked_for_comes_first_and_the_default_breaks_its_ties() =>
        Assert.EndsWith(
            "ORDER BY k_store DESC NULLS LAST, period NULLS LAST, m_revenue DESC NULLS LAST",
            InsightSql.Build(Query with
            {
                Grain = Grain.Day,
                GroupBy = [Dimension.Store],
                OrderBy = [new InsightOrder.ByDimension(Dimension.Store, Descending: true)],
            }).Sql, StringComparison.Ordinal);

    [Fact]
    public void A_caller_without_any_store_sees_nothing() =>
        Assert.Contains("1 = 0", InsightSql.Build(Query with { AllowedStores = new HashSet<string>() }).Sql, StringComparison.Ordinal);
}
