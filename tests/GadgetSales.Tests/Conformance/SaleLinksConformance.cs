using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Conformance;

/// <summary>What every store of links between sales promises (<see cref="ISaleLinks"/>).</summary>
public abstract class SaleLinksConformance : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ISalesLedger Ledger { get; }

    protected abstract ISaleLinks Links { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_sale_knows_the_void_that_cancels_it_and_the_returns_that_name_it()
    {
        var sale = SampleSales.Sale();
        await Ledger.AppendBatchAsync([sale, SampleSales.Return("R:2"), SampleSales.Return("R:1"), SampleSales.Return("R:3", original: null), SampleSales.Void(sale)], Stop);

        await Eventually.TrueAsync(async () => (await Links.FindAsync(sale.SaleId, Stop)).Returns.Count == 2, "the returns are listed");

        var links = await Links.FindAsync(sale.SaleId, Stop);
        Assert.Equal(sale.SaleId + ":void", links.VoidedBy);
        Assert.Equal(["R:1", "R:2"], links.Returns);
    }

    [Fact]
    public async Task A_sale_that_nothing_refers_to_has_no_links_and_neither_has_an_unknown_one()
    {
        await Ledger.AppendAsync(SampleSales.Sale("A:1"), Stop);

        foreach (var id in new[] { "A:1", "unknown" })
        {
            var links = await Links.FindAsync(id, Stop);
            Assert.Null(links.VoidedBy);
            Assert.Empty(links.Returns);
        }
    }

    [Fact]
    public async Task A_return_that_is_posted_again_is_linked_once()
    {
        await Ledger.AppendBatchAsync([SampleSales.Sale(), SampleSales.Return("R:1")], Stop);
        await Ledger.AppendAsync(SampleSales.Return("R:1"), Stop);
        var conflict = await Ledger.AppendAsync(SampleSales.Return("R:1", original: "other"), Stop);

        Assert.IsType<AppendOutcome.Conflict>(conflict);
        await Eventually.TrueAsync(async () => (await Links.FindAsync("LA-01:R2:1043", Stop)).Returns is ["R:1"], "the return is listed");
        Assert.Empty((await Links.FindAsync("other", Stop)).Returns);
    }
}
