using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Tests.Support;

/// <summary>Facts as the transform makes them.</summary>
public static class SampleFacts
{
    public static readonly DateTimeOffset RecordedAt = new(2019, 4, 19, 13, 46, 1, 250, TimeSpan.Zero);

    /// <summary>The facts of a change of <paramref name="sale"/>; <paramref name="original"/> is what a void cancels.</summary>
    public static IReadOnlyList<SaleLineFact> Of(Sale sale, int version = 1, ChangeType type = ChangeType.Insert, Sale? original = null)
    {
        var recorded = RecordedSale.Of(sale, RecordedAt, original is null ? null : VoidedSale.Of(original)) with { Version = version };
        var facts = new List<SaleLineFact>();
        SaleTransform.AddFacts(new SaleChange(type, recorded, $"{sale.SaleId}/{version}"), facts);
        return facts;
    }

    /// <summary>The facts of several sales, one after another.</summary>
    public static IReadOnlyList<SaleLineFact> Of(IEnumerable<Sale> sales) => [.. sales.SelectMany(sale => Of(sale))];

    /// <summary>Appends facts as the feed hands them over: by sale.</summary>
    public static ValueTask AppendAsync(this ILakeWriter lake, IReadOnlyList<SaleLineFact> facts, FeedPosition upTo, CancellationToken cancellationToken) =>
        lake.AppendAsync(BySale(facts), upTo, cancellationToken);

    static IReadOnlyList<SaleFacts> BySale(IEnumerable<SaleLineFact> facts) =>
    [
        .. facts.GroupBy(fact => (fact.SaleDate, fact.SaleId, fact.Version, Removed: fact.ChangeType == ChangeType.Remove)).Select(sale =>
            new SaleFacts(sale.Key.SaleDate, sale.Key.SaleId, sale.Key.Version, sale.Key.Removed, [.. sale.DistinctBy(fact => fact.LineNumber)])),
    ];
}
