using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Api;

public sealed class InsightParametersTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_parameters_the_last_30_days_are_one_row_of_revenue_units_and_transactions()
    {
        var query = Valid();
        Assert.Equal([Measure.Revenue, Measure.Units, Measure.Transactions], query.Measures);
        Assert.Equal(new DateSpan(new(2026, 10, 24), new(2026, 11, 22)), query.Span);
        Assert.Same(Grain.None, query.Grain);
        Assert.Empty(query.GroupBy);
        Assert.Empty(query.Filters);
        Assert.Equal(10_000, query.Limit);
    }

    [Fact]
    public void Lists_are_separated_by_commas_or_repeated_and_keep_their_order()
    {
        var query = Valid("measures=units,revenue", "measures=returns", "groupBy=sku", "groupBy=store");
        Assert.Equal([Measure.Units, Measure.Revenue, Measure.Returns], query.Measures);
        Assert.Equal([Dimension.Sku, Dimension.Store], query.GroupBy);
    }

    [Fact]
    public void A_filter_is_repeatable_and_its_values_may_hold_commas()
    {
        var query = Valid("category=Cables, chargers", "category=Audio", "store=LA-01");
        Assert.Equal(["Cables, chargers", "Audio"], query.Filters.Single(filter => filter.Dimension == Dimension.Category).Values);
        Assert.Equal(["LA-01"], query.Filters.Single(filter => filter.Dimension == Dimension.Store).Values);
    }

    [Fact]
    public void An_empty_filter_value_stands_for_sales_without_one()
    {
        Assert.Equal([null, "Audio"], Assert.Single(Valid("category=", "category=Audio").Filters).Values);
        Assert.Contains("every sale has a store", Assert.Single(Errors("store=")["store"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Today_is_the_date_in_the_time_zone()
    {
        Assert.Equal(new DateOnly(2026, 11, 22), Valid("range=today").Span.From);
        Assert.Equal(new DateOnly(2026, 11, 21), Valid("range=today", "timeZone=America/Los_Angeles").Span.From);
        Assert.Single(Errors("timeZone=Mars/Olympus")["timeZone"]);
    }

    [Fact]
    public void A_from_alone_reaches_to_today() =>
        Assert.Equal(new DateSpan(new(2026, 11, 1), new(2026, 11, 22)), Valid("from=2026-11-01").Span);

    [Theory]
    [InlineData("to", "from=2019-02-01", "to=2019-01-01")]
    [InlineData("from", "to=2019-01-01")]
    [InlineData("from", "from=2019-02-30")]
    [InlineData("from", "from=01/02/2019")]
    [InlineData("from", "from=0001-01-01")]
    [InlineData("range", "range=today", "from=2019-01-01")]
    [InlineData("range", "range=fortnight")]
    [InlineData("grain", "grain=minute")]
    [InlineData("grain", "grain=day", "grain=week")]
    [InlineData("measures", "measures=")]
    [InlineData("measures", "measures=revenue,revenue")]
    [InlineData("measures", "measures=profit")]
    [InlineData("groupBy", "groupBy=city")]
    [InlineData("compare", "compare=budget")]
    [InlineData("limit", "limit=0")]
    [InlineData("limit", "limit=50001")]
    [InlineData("limit", "limit=ten")]
    [InlineData("orderBy", "orderBy=period")]
    [InlineData("orderBy", "orderBy=store")]
    [InlineData("orderBy", "orderBy=-returns")]
    [InlineData("orderBy", "orderBy=-revenueChange")]
    [InlineData("Grain", "Grain=day")]
    [InlineData("region", "region=EU")]
    public void A_bad_parameter_is_named(string name, params string[] given) => Assert.NotEmpty(Errors(given)[name]);

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(["from", "grain", "limit", "measure", "orderBy"],
            Errors("measure=revenue", "grain=minute", "from=yesterday", "limit=-1", "orderBy=weight").Select(errors => errors.Key).Order());

    [Fact]
    public void A_misspelt_choice_is_answered_with_the_allowed_ones_and_the_one_that_was_meant()
    {
        var message = Assert.Single(Errors("measures=revenu")["measures"]);
        Assert.Contains("revenue, grossRevenue, discount, returns, units, transactions, averageBasket", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'revenue'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_parameter_is_refused_with_the_one_that_was_meant() =>
        Assert.Contains("Did you mean 'groupBy'?", Assert.Single(Errors("groupby=store")["groupby"]), StringComparison.Ordinal);

    [Fact]
    public void The_order_takes_periods_groupings_measures_and_changes() =>
        Assert.Equal(
            [
                new InsightOrder.ByChange(Measure.Revenue, Descending: true), new InsightOrder.ByDimension(Dimension.Store, Descending: false),
                new InsightOrder.ByPeriod(Descending: true), new InsightOrder.ByMeasure(Measure.Units, Descending: false),
            ],
            Valid("grain=day", "groupBy=store", "compare=previous-year", "orderBy=-revenueChange,store,-period,units").OrderBy);

    [Fact]
    public void A_filter_takes_500_values()
    {
        Assert.Equal(500, Assert.Single(Valid(Skus(500)).Filters).Values.Count);
        Assert.Single(Errors(Skus(501))["sku"]);
        static string[] Skus(int count) => [.. Enumerable.Range(1, count).Select(i => $"sku=S{i}")];
    }

    [Fact]
    public void A_comparison_of_a_range_to_date_keeps_the_days_of_the_month() =>
        Assert.Equal(new DateSpan(new(2026, 10, 1), new(2026, 10, 22)), Valid("range=month-to-date", "compare=previous-period").Comparison!.Span);

    static InsightQuery Valid(params string[] given)
    {
        var (query, errors) = Read(given);
        Assert.Empty(errors);
        return Assert.IsType<InsightQuery>(query);
    }

    static ILookup<string, string> Errors(params string[] given)
    {
        var (query, errors) = Read(given);
        Assert.Null(query);
        return errors.ToLookup(error => error.Place, error => error.Message, StringComparer.Ordinal);
    }

    static (InsightQuery? Query, IReadOnlyList<InputError> Errors) Read(string[] given)
    {
        var parameters = new QueryParameters(
            given.Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0], StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(pair => pair[1])], StringComparer.Ordinal));
        return (InsightParameters.Read(parameters, Now, TimeZoneInfo.Utc, allowedStores: null).Query, parameters.Errors);
    }
}
