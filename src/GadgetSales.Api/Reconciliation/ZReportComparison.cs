using GadgetSales.Core.Lake;
using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Api.Reconciliation;

/// <summary>Z-reports against what the ledger and the lake hold.</summary>
/// <param name="DataThrough">Every sale recorded up to this instant is in the lake.</param>
public sealed record ZReportList(string StoreId, DateOnly From, DateOnly To, IReadOnlyList<ZReportComparison> Reports, DateTimeOffset? DataThrough)
{
    public const string Example = """
        {
          "storeId": "LA-01", "from": "2019-04-19", "to": "2019-04-19", "dataThrough": "2019-04-20T06:00:00Z",
          "reports": [ {
            "report": { "zReportId": "LA-01:R2:Z-2019-04-19", "storeId": "LA-01", "businessDate": "2019-04-19", "currency": "USD", "totalMinor": 3585, "registerId": "R2",
                        "transactions": 2, "firstReceipt": 1043, "lastReceipt": 1044, "payments": null, "recordedAt": "2019-04-19T23:02:11Z" },
            "agrees": false, "differenceMinor": -1195, "ledgerTotalMinor": 2390, "ledgerTransactions": 1, "lakeTotalMinor": 2390,
            "missingReceipts": [ { "first": 1044, "last": 1044 } ], "outsideSaleIds": [], "notInLake": [], "onlyInLake": [], "otherInLake": []
          } ]
        }
        """;
}

/// <param name="Report">As the till sent it.</param>
/// <param name="Agrees">Total, transactions and receipt numbers are those of the ledger, as far as the report says them, and the lake holds the same sales.</param>
/// <param name="DifferenceMinor">The ledger's total less the report's.</param>
/// <param name="LedgerTotalMinor">What the recorded sales of the till (or store), date and currency come to.</param>
/// <param name="LedgerTransactions">Sales less voided ones.</param>
/// <param name="LakeTotalMinor">What the same sales come to in the lake.</param>
/// <param name="MissingReceipts">Numbers between the report's first and last that no recorded receipt of the till has.</param>
/// <param name="OutsideSaleIds">Receipts of the till and date with a number outside the report's.</param>
/// <param name="NotInLake">Recorded, and not in the lake (yet).</param>
/// <param name="OnlyInLake">In the lake, and not recorded for this date.</param>
/// <param name="OtherInLake">In the lake with another amount.</param>
public sealed record ZReportComparison(
    ZReport Report, bool Agrees, long DifferenceMinor, long LedgerTotalMinor, long LedgerTransactions, long LakeTotalMinor, IReadOnlyList<ReceiptRange> MissingReceipts,
    IReadOnlyList<string> OutsideSaleIds, IReadOnlyList<string> NotInLake, IReadOnlyList<string> OnlyInLake, IReadOnlyList<string> OtherInLake)
{
    const int MostListed = 1_000;

    /// <param name="report">What the till said.</param>
    /// <param name="day">The recorded sales of the report's store and date.</param>
    /// <param name="lake">Amount of each sale that the lake holds of the same till or store, date and currency.</param>
    public static ZReportComparison Of(ZReport report, IEnumerable<RecordedSale> day, IReadOnlyDictionary<string, long> lake)
    {
        RecordedSale[] sales = [.. day.Where(recorded => recorded.Sale.Currency == report.Currency && (report.RegisterId is null || RegisterOf(recorded) == report.RegisterId))];
        var total = sales.Sum(recorded => recorded.TotalMinor);
        var transactions = sales.LongCount(recorded => recorded.Sale.Type == SaleType.Sale)
            - sales.LongCount(recorded => recorded.Sale.Type == SaleType.Void && recorded.Original!.Type == SaleType.Sale);
        var expected = sales.ToDictionary(recorded => recorded.Sale.SaleId, AmountInLake, StringComparer.Ordinal);
        var (missing, outside) = Receipts(report, sales);
        List<string> notInLake = [.. expected.Keys.Where(id => !lake.ContainsKey(id))];
        List<string> onlyInLake = [.. lake.Keys.Where(id => !expected.ContainsKey(id))];
        List<string> other = [.. expected.Where(sale => lake.TryGetValue(sale.Key, out var amount) && amount != sale.Value).Select(sale => sale.Key)];
        var agrees = total == report.TotalMinor && (report.Transactions ?? transactions) == transactions && missing.Count + outside.Count + notInLake.Count + onlyInLake.Count + other.Count == 0;
        return new ZReportComparison(
            report, agrees, checked(total - report.TotalMinor), total, transactions, lake.Values.Sum(), missing, [.. outside.Take(MostListed)],
            Listed(notInLake), Listed(onlyInLake), Listed(other));
    }

    /// <summary>Amount of each sale of the report's till or store, date and currency.</summary>
    public static LakeQuery Question(ZReport report) => new(
        $"""
        SELECT sale_id, CAST(sum(amount_minor) AS bigint) FROM {LakeSchema.View}
        WHERE {LakeSchema.Partition} = CAST(? AS DATE) AND store_id = ? AND currency = ?{(report.RegisterId is null ? "" : " AND register_id = ?")}
        GROUP BY 1
        """,
        [report.BusinessDate, report.StoreId, report.Currency, .. report.RegisterId is { } register ? new[] { register } : []]);

    public static IReadOnlyDictionary<string, long> Read(LakeResult result) => result.Rows.ToDictionary(row => (string)row[0]!, row => (long)row[1]!, StringComparer.Ordinal);

    static IReadOnlyList<string> Listed(List<string> ids) => [.. ids.Order(StringComparer.Ordinal).Take(MostListed)];

    /// <summary>A void counts at its original's till, as it does in insights.</summary>
    static string? RegisterOf(RecordedSale recorded) => recorded.Original is { } original ? original.RegisterId : recorded.Sale.RegisterId;

    /// <summary>What the transform makes of the sale, so that the two sides are compared by one rule.</summary>
    static long AmountInLake(RecordedSale recorded) =>
        SaleTransform.Of(new SaleChange(ChangeType.Insert, recorded, recorded.Sale.SaleId)).Lines.Sum(line => line.AmountMinor);

    static (List<ReceiptRange> Missing, List<string> Outside) Receipts(ZReport report, RecordedSale[] sales)
    {
        List<ReceiptRange> missing = [];
        if (report is not { FirstReceipt: { } first, LastReceipt: { } last })
        {
            return (missing, []);
        }

        var numbered = sales.Where(recorded => recorded.Sale.ReceiptNumber is not null && recorded.Sale.RegisterId == report.RegisterId).Select(recorded => recorded.Sale).ToList();
        var next = first;
        foreach (var number in numbered.Select(sale => sale.ReceiptNumber!.Value).Where(number => number >= first && number <= last).Distinct().Order())
        {
            if (number > next)
            {
                missing.Add(new ReceiptRange(next, number - 1));
            }

            next = number + 1;
        }

        if (next <= last)
        {
            missing.Add(new ReceiptRange(next, last));
        }

        return (missing, [.. numbered.Where(sale => sale.ReceiptNumber < first || sale.ReceiptNumber > last).Select(sale => sale.SaleId)]);
    }
}

/// <summary>Receipt numbers from one to another, both included.</summary>
public sealed record ReceiptRange(long First, long Last);
