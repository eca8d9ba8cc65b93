using GadgetSales.Core.Lake;
using GadgetSales.Core.Reconciliation;

namespace GadgetSales.Api.Reconciliation;

/// <summary>What an auditor would ask about a store's recorded sales. Everything here is recorded and counted as it is; nothing was refused for it.</summary>
/// <param name="Sales">Recorded receipts of the range.</param>
/// <param name="Counts">All that was found; the lists hold the first 1,000 each.</param>
/// <param name="Gaps">Numbers that a till must have written and that never came, by register and number.</param>
/// <param name="Repeats">Numbers that several receipts of a till have.</param>
/// <param name="OverReturns">Products of which more came back than their sale sold.</param>
/// <param name="VoidsAfterReturns">Sales that were cancelled whole after some of them had come back: the return counts twice.</param>
/// <param name="LateArrivals">Sales that were recorded more than an hour after they were sold.</param>
public sealed record ReconciliationDocument(
    string StoreId, DateOnly From, DateOnly To, int Sales, ReconciliationCounts Counts, IReadOnlyList<GapDocument> Gaps, IReadOnlyList<ReceiptRepeat> Repeats,
    IReadOnlyList<OverReturn> OverReturns, IReadOnlyList<VoidAfterReturn> VoidsAfterReturns, IReadOnlyList<LateArrival> LateArrivals)
{
    const int MostListed = 1_000;

    public const string Example = """
        {
          "storeId": "LA-01", "from": "2019-04-19", "to": "2019-04-20", "sales": 412,
          "counts": { "gaps": 1, "missingReceipts": 2, "unexplained": 2, "repeats": 0, "overReturns": 0, "voidsAfterReturns": 0, "lateArrivals": 0, "yearsAway": 0 },
          "gaps": [ { "registerId": "R2", "businessDate": "2019-04-19", "firstMissing": 1044, "lastMissing": 1045, "missing": 2,
                      "afterSaleId": "LA-01:R2:1043", "beforeSaleId": "LA-01:R2:1046", "explanation": null } ],
          "repeats": [], "overReturns": [], "voidsAfterReturns": [], "lateArrivals": []
        }
        """;

    public static ReconciliationDocument Of(
        string storeId, DateSpan span, int sales, IReadOnlyList<GapDocument> gaps, IReadOnlyList<ReceiptRepeat> repeats, IReadOnlyList<OverReturn> overReturns,
        IReadOnlyList<VoidAfterReturn> voids, IReadOnlyList<LateArrival> late) => new(
            storeId, span.From, span.To, sales,
            new ReconciliationCounts(
                gaps.Count, gaps.Sum(gap => gap.Missing), gaps.Where(gap => gap.Explanation is null).Sum(gap => gap.Missing), repeats.Count, overReturns.Count, voids.Count, late.Count,
                late.Count(arrival => arrival.IsYearsAway)),
            [.. gaps.Take(MostListed)], [.. repeats.Take(MostListed)], [.. overReturns.Take(MostListed)], [.. voids.Take(MostListed)], [.. late.Take(MostListed)]);
}

/// <param name="MissingReceipts">In all gaps.</param>
/// <param name="Unexplained">Of those, in gaps that nobody explained.</param>
/// <param name="YearsAway">Late arrivals with more than a year between.</param>
public sealed record ReconciliationCounts(int Gaps, long MissingReceipts, long Unexplained, int Repeats, int OverReturns, int VoidsAfterReturns, int LateArrivals, int YearsAway);

/// <param name="BusinessDate">Of the receipt before the gap.</param>
/// <param name="Explanation">Null while nobody explained it.</param>
public sealed record GapDocument(
    string? RegisterId, DateOnly BusinessDate, long FirstMissing, long LastMissing, long Missing, string AfterSaleId, string BeforeSaleId, GapExplanation? Explanation)
{
    public static GapDocument Of(ReceiptGap gap, Explanation? explanation) => new(
        gap.RegisterId, gap.BusinessDate, gap.First, gap.Last, gap.Missing, gap.AfterSaleId, gap.BeforeSaleId,
        explanation is null ? null : new GapExplanation(explanation.Reason, explanation.By, explanation.At));
}

/// <param name="By">The name of the key that said so.</param>
public sealed record GapExplanation(string Reason, string By, DateTimeOffset At);

/// <param name="ReturnIds">The returns of the original that are not voided.</param>
public sealed record VoidAfterReturn(string SaleId, string OriginalSaleId, DateOnly BusinessDate, IReadOnlyList<string> ReturnIds);
