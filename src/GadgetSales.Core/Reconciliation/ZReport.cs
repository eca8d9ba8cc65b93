namespace GadgetSales.Core.Reconciliation;

/// <summary>What a till or a store counted when it closed its day. Never changed: a correction is another report.</summary>
/// <param name="ZReportId">As a sale id: the permanent idempotency key.</param>
/// <param name="RegisterId">Null for a report of the whole store.</param>
/// <param name="TotalMinor">What the till says it took, in the currency's minor unit.</param>
/// <param name="Transactions">Receipts of type sale, less those that were voided.</param>
/// <param name="FirstReceipt">The first receipt number of the day.</param>
/// <param name="LastReceipt">The last one.</param>
/// <param name="Payments">By method: kept and answered.</param>
/// <param name="RecordedAt">When the service took it, UTC.</param>
public sealed record ZReport(
    string ZReportId, string StoreId, DateOnly BusinessDate, string Currency, long TotalMinor, string? RegisterId, long? Transactions, long? FirstReceipt, long? LastReceipt,
    IReadOnlyList<ZPayment>? Payments, DateTimeOffset RecordedAt)
{
    /// <summary>JSON pointers of what differs from <paramref name="posted"/>; empty for the same content.</summary>
    public IReadOnlyList<string> DifferencesFrom(ZReport posted)
    {
        (string Name, bool Same)[] members =
        [
            ("storeId", StoreId == posted.StoreId), ("businessDate", BusinessDate == posted.BusinessDate), ("currency", Currency == posted.Currency),
            ("totalMinor", TotalMinor == posted.TotalMinor), ("registerId", RegisterId == posted.RegisterId), ("transactions", Transactions == posted.Transactions),
            ("firstReceipt", FirstReceipt == posted.FirstReceipt), ("lastReceipt", LastReceipt == posted.LastReceipt),
            ("payments", (Payments ?? []).SequenceEqual(posted.Payments ?? [])),
        ];
        return [.. members.Where(member => !member.Same).Select(member => "/" + member.Name)];
    }
}

/// <param name="Method">Such as cash or card.</param>
/// <param name="AmountMinor">Signed as money that comes in.</param>
public sealed record ZPayment(string Method, long AmountMinor);
