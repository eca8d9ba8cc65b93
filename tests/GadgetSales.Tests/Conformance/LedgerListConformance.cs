using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Conformance;

/// <summary>What every ledger promises about lists, and with its bases all that one promises: adapters derive from this class.</summary>
public abstract class LedgerListConformance : LedgerVoidConformance
{
    static readonly DateOnly Day = new(2019, 4, 19);

    [Fact]
    public async Task A_list_holds_the_sales_of_one_store_and_business_date()
    {
        await Append(
            SampleSales.Sale("A:1", "A"),
            SampleSales.Sale("B:1", "B"),
            SampleSales.Sale("A:2", "A") with { BusinessDate = Day.AddDays(1) },
            SampleSales.Sale("AA:1", "AA"));

        var page = await Ledger.ListAsync("A", Day, cursor: null, limit: 1000, Stop);

        Assert.Equal(["A:1"], Ids(page));
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task A_list_is_ordered_by_the_instant_of_sale_and_then_by_id()
    {
        var at = SampleSales.Sale().SoldAt;
        await Append(
            SampleSales.Sale("A:9") with { SoldAt = at.AddTicks(1) },
            SampleSales.Sale("b:1") with { SoldAt = at },
            SampleSales.Sale("B:2") with { SoldAt = at },
            SampleSales.Sale("A:1") with { SoldAt = at.AddHours(1) },
            SampleSales.Sale("A:0") with { SoldAt = at.AddMinutes(-1).ToOffset(TimeSpan.FromHours(9)) });

        var page = await Ledger.ListAsync("LA-01", Day, cursor: null, limit: 1000, Stop);

        Assert.Equal(["A:0", "B:2", "b:1", "A:9", "A:1"], Ids(page));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(1000)]
    public async Task Following_the_cursor_gives_every_sale_once(int limit)
    {
        await Append([.. SampleSales.Many(25)]);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Ledger.ListAsync("LA-01", Day, cursor, limit, Stop);
            Assert.InRange(page.Sales.Count, 1, limit);
            seen.AddRange(Ids(page));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(SampleSales.Many(25).Select(sale => sale.SaleId), seen);
    }

    [Fact]
    public async Task A_sale_that_arrives_late_behind_the_cursor_does_not_shift_the_next_page()
    {
        await Append([.. SampleSales.Many(10)]);
        var first = await Ledger.ListAsync("LA-01", Day, cursor: null, limit: 5, Stop);

        await Append(SampleSales.Sale("LATE:1") with { SoldAt = first.Sales[0].Sale.SoldAt.AddSeconds(1) });
        var second = await Ledger.ListAsync("LA-01", Day, first.NextCursor, limit: 10, Stop);

        Assert.Equal(SampleSales.Many(10).Skip(5).Select(sale => sale.SaleId), Ids(second));
    }

    [Fact]
    public async Task A_cursor_outlives_a_restart()
    {
        await Append([.. SampleSales.Many(10)]);
        var first = await Ledger.ListAsync("LA-01", Day, cursor: null, limit: 4, Stop);

        await ReopenAsync();
        var second = await Ledger.ListAsync("LA-01", Day, first.NextCursor, limit: 10, Stop);

        Assert.Equal(6, second.Sales.Count);
    }

    [Fact]
    public async Task A_store_or_day_without_sales_has_an_empty_list()
    {
        await Append(SampleSales.Sale());

        Assert.Empty((await Ledger.ListAsync("NOWHERE", Day, cursor: null, limit: 10, Stop)).Sales);
        Assert.Empty((await Ledger.ListAsync("LA-01", Day.AddYears(1), cursor: null, limit: 10, Stop)).Sales);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00")]
    public async Task A_foreign_cursor_is_refused(string cursor)
    {
        await Append(SampleSales.Sale());

        await Assert.ThrowsAsync<FormatException>(async () => await Ledger.ListAsync("LA-01", Day, cursor, limit: 10, Stop));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await Append([.. SampleSales.Many(3)]);
        var cursor = (await Ledger.ListAsync("LA-01", Day, cursor: null, limit: 1, Stop)).NextCursor;
        Assert.NotNull(cursor);

        await Assert.ThrowsAsync<FormatException>(async () => await Ledger.ListAsync("LA-02", Day, cursor, limit: 1, Stop));
        await Assert.ThrowsAsync<FormatException>(async () => await Ledger.ListAsync("LA-01", Day.AddDays(1), cursor, limit: 1, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_a_programming_error(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ledger.ListAsync("LA-01", Day, cursor: null, limit, Stop));
    }

    [Fact]
    public async Task Sales_are_found_by_the_number_of_their_source_in_the_stores_that_are_asked()
    {
        var at = SampleSales.Sale().SoldAt;
        await Append(
            SampleSales.Sale("A:2", "A") with { ExternalId = "#1001", SoldAt = at.AddMinutes(1) },
            SampleSales.Sale("A:1", "A") with { ExternalId = "#1001" },
            SampleSales.Sale("B:1", "B") with { ExternalId = "#1001", SoldAt = at.AddMinutes(2) },
            SampleSales.Sale("B:2", "B") with { ExternalId = "#1002" },
            SampleSales.Sale("B:3", "B"));

        Assert.Equal(["A:1", "A:2", "B:1"], Ids(await Ledger.FindExternalAsync("#1001", stores: null, cursor: null, limit: 10, Stop)));
        Assert.Equal(["B:1"], Ids(await Ledger.FindExternalAsync("#1001", new HashSet<string> { "B", "C" }, cursor: null, limit: 10, Stop)));
        Assert.Empty(Ids(await Ledger.FindExternalAsync("#1001", new HashSet<string>(), cursor: null, limit: 10, Stop)));
        Assert.Empty(Ids(await Ledger.FindExternalAsync("1001", stores: null, cursor: null, limit: 10, Stop)));
    }

    [Fact]
    public async Task Sales_of_one_external_id_come_in_pages()
    {
        await Append([.. SampleSales.Many(5).Select(sale => sale with { ExternalId = "cash" })]);

        var first = await Ledger.FindExternalAsync("cash", stores: null, cursor: null, limit: 3, Stop);
        var second = await Ledger.FindExternalAsync("cash", stores: null, first.NextCursor, limit: 3, Stop);

        Assert.Equal(SampleSales.Many(5).Select(sale => sale.SaleId), Ids(first).Concat(Ids(second)));
        Assert.Null(second.NextCursor);
        await Assert.ThrowsAsync<FormatException>(async () => await Ledger.FindExternalAsync("card", stores: null, first.NextCursor, limit: 3, Stop));
    }

    static IEnumerable<string> Ids(SalePage page) => page.Sales.Select(sale => sale.Sale.SaleId);

    /// <summary>Waits until lists hold these sales: nothing to wait for where lists never trail.</summary>
    protected virtual Task ListedAsync(IReadOnlyList<Sale> sales) => Task.CompletedTask;

    async Task Append(params Sale[] sales)
    {
        Assert.All(await Ledger.AppendBatchAsync(sales, Stop), outcome => Assert.IsType<AppendOutcome.Recorded>(outcome));
        await ListedAsync(sales);
    }
}
