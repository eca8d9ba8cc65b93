using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Transform;

public sealed class SaleTransformTests
{
    [Fact]
    public void Each_line_becomes_one_fact_in_the_receipts_order()
    {
        var facts = SampleFacts.Of(SampleSales.Sale());

        Assert.Equal([1, 2], facts.Select(fact => fact.LineNumber));
        Assert.Equal(["USB-C-CABLE", "BOSE-HEADSET"], facts.Select(fact => fact.Sku));
    }

    [Fact]
    public void A_sale_adds_its_amounts_less_the_discount()
    {
        var headset = SampleFacts.Of(SampleSales.Sale())[1];

        Assert.Equal((1L, 25_990L, 1500L, 24_490L), (headset.Quantity, headset.UnitPriceMinor, headset.DiscountMinor, headset.AmountMinor));
    }

    [Fact]
    public void A_return_takes_away_and_keeps_price_and_discount_positive()
    {
        var fact = Assert.Single(SampleFacts.Of(SampleSales.Return()));

        Assert.Equal((SaleType.Return, -1L, 25_990L, -25_990L), (fact.SaleType, fact.Quantity, fact.UnitPriceMinor, fact.AmountMinor));
    }

    [Fact]
    public void A_void_takes_its_originals_lines_away_on_its_own_business_date()
    {
        var sale = SampleSales.Sale();
        var facts = SampleFacts.Of(SampleSales.Void(sale) with { BusinessDate = new DateOnly(2019, 4, 20) }, original: sale);

        Assert.Equal(SampleFacts.Of(sale).Select(fact => (fact.Sku, -fact.Quantity, -fact.AmountMinor)), facts.Select(fact => (fact.Sku, fact.Quantity, fact.AmountMinor)));
        Assert.All(facts, fact => Assert.Equal(new DateOnly(2019, 4, 20), fact.SaleDate));
    }

    [Fact]
    public void A_void_of_a_return_gives_back_what_the_return_took()
    {
        var original = SampleSales.Return();
        var fact = Assert.Single(SampleFacts.Of(SampleSales.Void(original), original: original));

        Assert.Equal((SaleType.Void, 1L, 25_990L), (fact.SaleType, fact.Quantity, fact.AmountMinor));
    }

    [Fact]
    public void A_void_counts_against_the_register_and_channel_of_its_original()
    {
        var sale = SampleSales.Sale() with { RegisterId = "R2", Channel = "store" };
        var facts = SampleFacts.Of(SampleSales.Void(sale) with { RegisterId = "OFFICE", Channel = null }, original: sale);

        Assert.All(facts, fact => Assert.Equal(("R2", "store"), (fact.RegisterId, fact.Channel)));
    }

    [Fact]
    public void A_fact_has_the_instant_in_UTC_and_the_stores_wall_clock()
    {
        var fact = SampleFacts.Of(SampleSales.Sale())[0];

        Assert.Equal(new DateTime(2019, 4, 19, 13, 46, 0), fact.SoldAt);
        Assert.Equal(new DateTime(2019, 4, 19, 8, 46, 0), fact.SoldAtLocal);
    }

    [Fact]
    public void The_business_date_is_the_partition_whatever_the_clock_says()
    {
        var facts = SampleFacts.Of(SampleSales.Sale() with { BusinessDate = new DateOnly(2019, 4, 18) });

        Assert.All(facts, fact => Assert.Equal(new DateOnly(2019, 4, 18), fact.SaleDate));
    }

    [Theory]
    [InlineData(ChangeType.Insert)]
    [InlineData(ChangeType.Modify)]
    [InlineData(ChangeType.Remove)]
    public void Change_version_and_event_are_handed_on(ChangeType change)
    {
        var facts = SampleFacts.Of(SampleSales.Sale("A:1"), version: 7, change);

        Assert.All(facts, fact => Assert.Equal((change, 7L, "A:1/7"), (fact.ChangeType, fact.Version, fact.EventId)));
    }

    [Fact]
    public void Facts_add_up_to_the_recorded_total_and_units()
    {
        var sale = SampleSales.Sale();
        var recorded = RecordedSale.Of(SampleSales.Void(sale), SampleFacts.RecordedAt, VoidedSale.Of(sale));
        var facts = SampleFacts.Of(SampleSales.Void(sale), original: sale);

        Assert.Equal((recorded.TotalMinor, recorded.Units), (facts.Sum(fact => fact.AmountMinor), facts.Sum(fact => fact.Quantity)));
    }

    [Fact]
    public void An_amount_beyond_64_bits_is_an_error()
    {
        var line = new SaleLine { Sku = "X", Quantity = 3, UnitPriceMinor = long.MaxValue };
        var recorded = new RecordedSale(SampleSales.Sale() with { Lines = [line] }, 1, 0, 0, SampleFacts.RecordedAt, Original: null);

        Assert.Throws<OverflowException>(() => SaleTransform.AddFacts(new SaleChange(ChangeType.Insert, recorded, "1"), []));
    }
}
