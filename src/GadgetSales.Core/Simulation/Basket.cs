using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>What a customer takes to the till.</summary>
sealed class Basket
{
    static readonly double[] LineCounts = [0.66, 0.23, 0.08, 0.03];
    static readonly string[] Channels = ["store", "pickup", "online"];
    static readonly double[] ChannelWeights = [0.82, 0.11, 0.07];

    readonly PromotionCalendar _promotions;

    internal Basket(PromotionCalendar promotions) => _promotions = promotions;

    internal static string Channel(Dice dice) => Channels[dice.Weighted(ChannelWeights)];

    /// <summary>One to four different gadgets, with the day's promotion and now and then a discount of the clerk.</summary>
    internal IReadOnlyList<SaleLine> Lines(DateOnly date, Dice dice)
    {
        var promotion = _promotions.On(date);
        var count = 1 + dice.Weighted(LineCounts);
        var chosen = new List<Gadget>(count);
        while (chosen.Count < count)
        {
            var gadget = Choose(promotion, chosen.Count == 0 ? null : chosen[0].GoesWith, dice);
            if (!chosen.Contains(gadget))
            {
                chosen.Add(gadget);
            }
        }

        return [.. chosen.Select(gadget => Line(gadget, promotion, dice))];
    }

    static Gadget Choose(Promotion? promotion, string? goesWith, Dice dice)
    {
        var gadgets = GadgetCatalogue.All;
        Span<double> weights = stackalloc double[gadgets.Count];
        for (var index = 0; index < gadgets.Count; index++)
        {
            var gadget = gadgets[index];
            weights[index] = gadget.Popularity
                * (promotion is { Category: not null } running && running.Covers(gadget) ? 1.8 : 1)
                * (string.Equals(goesWith, gadget.Category, StringComparison.Ordinal) ? 4 : 1);
        }

        return gadgets[dice.Weighted(weights)];
    }

    static SaleLine Line(Gadget gadget, Promotion? promotion, Dice dice)
    {
        var quantity = gadget.PriceMinor < 3_000 ? 1 + dice.Poisson(0.35) : 1;
        if (dice.Chance(0.003))
        {
            quantity = dice.Between(5, 40); // a company equips its office
        }

        var percent = promotion is { } running && running.Covers(gadget) ? running.Percent : 0;
        if (percent == 0 && dice.Chance(0.03))
        {
            percent = 5;
        }

        return Tender.Taxed(new SaleLine
        {
            Sku = gadget.Sku,
            Name = gadget.Name,
            Category = gadget.Category,
            Quantity = quantity,
            UnitPriceMinor = gadget.PriceMinor,
            DiscountMinor = gadget.PriceMinor * quantity * percent / 100,
        });
    }
}
