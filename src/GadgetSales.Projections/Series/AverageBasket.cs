using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>What the average basket of a part of a running period is made of: amounts and numbers of transactions, sold and projected.</summary>
sealed record AverageBasket(double Sold, double SoldCount, double Remaining, double RemainingCount, NowcastPart Part, SeriesProjection? Transactions)
{
    static readonly double Scale = SeriesProjection.Scale(Measure.Transactions);

    public double Count => SoldCount + RemainingCount;

    public long? SoldAverage => Ratio(Sold, SoldCount);

    public long? RemainingAverage => Ratio(Remaining, RemainingCount);

    public long? Average => Ratio(Sold + Remaining, Count);

    public static AverageBasket Of(NowcastPart revenue, NowcastPart transactions, NowcastPart? baskets)
    {
        var basket = new AverageBasket(revenue.Sold ?? 0, transactions.Sold ?? 0, 0, 0, revenue with { Series = baskets?.Series }, transactions.Series);
        foreach (var step in basket.Part.Series is null ? [] : Enumerable.Range(revenue.First, revenue.Count))
        {
            var count = basket.CountAt(step);
            basket = basket with { Remaining = basket.Remaining + (count * basket.Part.Series!.Points[step]), RemainingCount = basket.RemainingCount + count };
        }

        return basket with { Part = basket.Part with { Sold = basket.SoldAverage, Remaining = basket.RemainingAverage } };
    }

    /// <summary>Transactions that are projected for a step.</summary>
    public double CountAt(int step) => Math.Max(0, Transactions?.Points[step] ?? 0) / Scale;

    public static AverageBasket operator +(AverageBasket left, AverageBasket? right) => right is null ? left : left with
    {
        Sold = left.Sold + right.Sold,
        SoldCount = left.SoldCount + right.SoldCount,
        Remaining = left.Remaining + right.Remaining,
        RemainingCount = left.RemainingCount + right.RemainingCount,
    };

    static long? Ratio(double amount, double count) => count > 0 ? (long)Math.Round(amount / count, MidpointRounding.AwayFromZero) : null;
}
