using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;

namespace GadgetSales.Tests.Simulation;

public sealed class RhythmTests
{
    private static readonly Simulator Chain = new(new SimulationOptions());
    private static readonly IReadOnlyList<Sale> Year = [.. Chain.Backfill(new DateOnly(2025, 11, 1), new DateOnly(2026, 10, 31))];

    [Fact]
    public void Saturdays_sell_more_than_Mondays() => Assert.True(On(DayOfWeek.Saturday) > 1.3 * On(DayOfWeek.Monday));

    [Fact]
    public void The_weeks_before_Christmas_sell_most_and_Christmas_Day_nothing()
    {
        var december = PerDay(new DateOnly(2025, 12, 1), new DateOnly(2025, 12, 24));

        Assert.True(december > 1.5 * PerDay(new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 30)));
        Assert.DoesNotContain(Year, sale => sale.BusinessDate == new DateOnly(2025, 12, 25));
    }

    [Fact]
    public void Black_week_sells_more_than_the_week_before() =>
        Assert.True(PerDay(new DateOnly(2025, 11, 24), new DateOnly(2025, 11, 30)) > 1.3 * PerDay(new DateOnly(2025, 11, 17), new DateOnly(2025, 11, 23)));

    [Fact]
    public void Business_grows_from_year_to_year()
    {
        var before = Chain.Backfill(new DateOnly(2022, 6, 1), new DateOnly(2022, 7, 31)).Count(sale => sale.StoreId is "SEA" or "NYC");
        var after = Year.Count(sale => sale.StoreId is "SEA" or "NYC" && sale.BusinessDate >= new DateOnly(2026, 6, 1) && sale.BusinessDate <= new DateOnly(2026, 7, 31));

        Assert.InRange(after / (double)before, 1.1, 1.7);
    }

    [Fact]
    public void A_middle_sized_store_writes_about_as_many_receipts_as_asked_for()
    {
        var size = Chain.Stores.Single(store => store.StoreId == "ORD").Size;

        Assert.InRange(Year.Count(sale => sale.StoreId == "ORD") / 365.0 / size, 50, 80);
    }

    [Fact]
    public void Stores_sell_only_while_they_are_open_by_their_own_clock() => Assert.All(Year, sale =>
    {
        var store = Chain.Stores.Single(candidate => candidate.StoreId == sale.StoreId);
        Assert.Equal(store.Zone.GetUtcOffset(sale.SoldAt), sale.SoldAt.Offset);
        Assert.InRange(TimeOnly.FromDateTime(sale.SoldAt.DateTime), store.Opens, store.Closes);
        Assert.Equal(DateOnly.FromDateTime(sale.SoldAt.DateTime), sale.BusinessDate);
        Assert.True(sale.BusinessDate >= store.OpenedOn);
    });

    [Fact]
    public void A_store_that_opens_later_sells_nothing_before()
    {
        var boston = Year.Where(sale => sale.StoreId == "BOS").ToList();

        Assert.Equal(new DateOnly(2026, 9, 5), boston.Min(sale => sale.BusinessDate));
    }

    [Fact]
    public void Offsets_follow_daylight_saving_time() =>
        Assert.Equal(
            [TimeSpan.FromHours(-8), TimeSpan.FromHours(-7)],
            Year.Where(sale => sale.StoreId == "SEA").Select(sale => sale.SoldAt.Offset).Distinct().Order());

    [Fact]
    public void A_promotion_takes_money_off_and_sells_more_of_its_category()
    {
        var lines = Year.Where(sale => sale.Type == SaleType.Sale && sale.BusinessDate.Month is >= 2 and <= 9)
            .SelectMany(sale => sale.Lines.Select(line => (sale.BusinessDate, Line: line)))
            .ToList();
        var promoted = lines.Where(item => item.Line.DiscountMinor * 100 >= item.Line.GrossMinor * 9).Select(item => (item.BusinessDate, item.Line.Category)).ToHashSet();
        var (category, days) = promoted.GroupBy(day => day.Category).Select(group => (group.Key, group.Count())).MaxBy(group => group.Item2);
        var counts = lines.Where(item => item.Line.Category == category).ToLookup(item => promoted.Contains((item.BusinessDate, category)));

        Assert.InRange(days, 5, 200);
        Assert.True(counts[true].Count() / (double)days > 1.2 * counts[false].Count() / (242 - days));
    }

    [Fact]
    public void Every_gadget_of_the_catalogue_sells_at_its_price_in_eight_categories()
    {
        var sold = Year.SelectMany(sale => sale.Lines).GroupBy(line => line.Sku, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(line => line.UnitPriceMinor!.Value).Distinct().Single(), StringComparer.Ordinal);

        Assert.Equal(GadgetCatalogue.All.ToDictionary(gadget => gadget.Sku, gadget => gadget.PriceMinor, StringComparer.Ordinal), sold);
        Assert.Equal(8, GadgetCatalogue.All.Select(gadget => gadget.Category).Distinct(StringComparer.Ordinal).Count());
    }

    private static double On(DayOfWeek day) => Year.Count(sale => sale.BusinessDate.DayOfWeek == day);

    private static double PerDay(DateOnly first, DateOnly last) =>
        Year.Count(sale => sale.BusinessDate >= first && sale.BusinessDate <= last) / (double)(last.DayNumber - first.DayNumber + 1);
}
