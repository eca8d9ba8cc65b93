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

        Assert.Equal((1000L, 25_990L, 1500L, 24_490L), (headset.QuantityMilli, headset.UnitPriceMinor!.Value, headset.DiscountMinor, headset.AmountMinor));
    }

    [Fact]
    public void A_return_takes_away_and_keeps_price_and_discount_positive()
    {
        var fact = Assert.Single(SampleFacts.Of(SampleSales.Return()));

        Assert.Equal((SaleType.Return, -1000L, 25_990L, -25_990L), (fact.SaleType, fact.QuantityMilli, fact.UnitPriceMinor!.Value, fact.AmountMinor));
    }

    [Fact]
    public void A_void_takes_its_originals_lines_away_on_its_own_business_date()
    {
        var sale = SampleSales.Sale();
        var facts = SampleFacts.Of(SampleSales.Void(sale) with { BusinessDate = new DateOnly(2019, 4, 20) }, original: sale);

        Assert.Equal(SampleFacts.Of(sale).Select(fact => (fact.Sku, -fact.QuantityMilli, -fact.AmountMinor)), facts.Select(fact => (fact.Sku, fact.QuantityMilli, fact.AmountMinor)));
        Assert.All(facts, fact => Assert.Equal(new DateOnly(2019, 4, 20), fact.SaleDate));
    }

    [Fact]
    public void A_void_of_a_return_gives_back_what_the_return_took()
    {
        var original = SampleSales.Return();
        var fact = Assert.Single(SampleFacts.Of(SampleSales.Void(original), original: original));

        Assert.Equal((SaleType.Void, 1000L, 25_990L), (fact.SaleType, fact.QuantityMilli, fact.AmountMinor));
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

        Assert.Equal((recorded.TotalMinor, recorded.UnitsMilli), (facts.Sum(fact => fact.AmountMinor), facts.Sum(fact => fact.QuantityMilli)));
    }

    [Fact]
    public void An_exchange_with_everything_beside_its_lines_and_its_void_net_to_zero_in_every_kind()
    {
        var facts = SampleFacts.Of(Exchange);
        var voided = SampleFacts.Of(SampleSales.Void(Exchange) with { RegisterId = "OFFICE", DiscountMinor = 0, TaxMinor = null, TipMinor = 0, RoundingMinor = 0, Payments = [] }, original: Exchange);

        Assert.Equal(
            [FactKind.Goods, FactKind.Goods, FactKind.Fee, FactKind.Component, FactKind.GiftCard, FactKind.Tip, FactKind.Rounding, FactKind.Payment, FactKind.Payment],
            facts.Select(fact => fact.Kind));
        Assert.Equal(
            facts.Select(fact => (fact.LineNumber, fact.Kind, fact.Returned, -fact.AmountMinor, -fact.QuantityMilli, -fact.TaxMinor, -fact.SaleCount, fact.FirstOfSku)),
            voided.Select(fact => (fact.LineNumber, fact.Kind, fact.Returned, fact.AmountMinor, fact.QuantityMilli, fact.TaxMinor, fact.SaleCount, fact.FirstOfSku)));
        Assert.All(voided, fact => Assert.Equal((SaleType.Sale, "R2", "OFFICE"), (fact.VoidedType, fact.RegisterId, fact.PostedRegisterId)));
    }

    [Fact]
    public void Lines_tip_and_rounding_add_up_to_the_total_and_so_do_the_payments()
    {
        var total = RecordedSale.Of(Exchange, SampleFacts.RecordedAt).TotalMinor;
        var facts = SampleFacts.Of(Exchange);

        Assert.Equal(total, facts.Where(fact => fact.Kind != FactKind.Payment).Sum(fact => fact.AmountMinor));
        Assert.Equal(total, facts.Where(fact => fact.Kind == FactKind.Payment).Sum(fact => fact.AmountMinor));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0], facts.Select(fact => fact.SaleCount));
        Assert.Equal([true, false, true, true, false, false, false, false, false], facts.Select(fact => fact.FirstOfSku));
        Assert.Equal((true, -1500L), (facts[1].Returned, facts[1].QuantityMilli));
        Assert.Equal(100, facts.Sum(fact => fact.DiscountMinor));
    }

    [Fact]
    public void A_return_counts_once_and_training_never()
    {
        var twice = SampleSales.Return() with { Lines = [.. SampleSales.Return().Lines, .. SampleSales.Return().Lines] };

        Assert.Equal([1, 0], SampleFacts.Of(twice).Select(fact => fact.ReturnCount));
        Assert.All(SampleFacts.Of(SampleSales.Sale() with { Training = true }), fact => Assert.Equal((true, 0, false), (fact.Training, fact.SaleCount, fact.FirstOfCategory)));
        Assert.Equal([-1], SampleFacts.Of(SampleSales.Void(SampleSales.Return()), original: SampleSales.Return()).Select(fact => fact.ReturnCount));
    }

    /// <summary>Goods both ways, a fee, a part and a gift card, with a discount, a tip, rounding and two payments: 9,453 cents.</summary>
    static Sale Exchange => SampleSales.Sale() with
    {
        DiscountMinor = 100,
        TaxMinor = 700,
        TipMinor = 50,
        RoundingMinor = 3,
        Payments = [new Payment(PaymentMethod.Card, 9_000), new Payment(PaymentMethod.GiftCard, 453)],
        Lines =
        [
            new() { Sku = "A", Category = "X", Quantity = 1, UnitPriceMinor = 5_000 },
            new() { Sku = "A", Category = "X", Quantity = 1.5m, UnitPriceMinor = 1_000, Returned = true },
            new() { Sku = "F", Kind = LineKind.Fee, Quantity = 1, AmountMinor = 1_000 },
            new() { Sku = "C", Kind = LineKind.Component, Quantity = 2, UnitPriceMinor = 0 },
            new() { Sku = "G", Kind = LineKind.GiftCard, Quantity = 1, UnitPriceMinor = 5_000 },
        ],
    };

    [Fact]
    public void An_amount_beyond_64_bits_is_an_error()
    {
        var line = new SaleLine { Sku = "X", Quantity = 3, UnitPriceMinor = long.MaxValue };
        var recorded = new RecordedSale(SampleSales.Sale() with { Lines = [line] }, 1, 0, 0, SampleFacts.RecordedAt, Original: null);

        Assert.Throws<OverflowException>(() => SaleTransform.AddFacts(new SaleChange(ChangeType.Insert, recorded, "1"), []));
    }
}
