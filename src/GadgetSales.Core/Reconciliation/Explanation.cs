namespace GadgetSales.Core.Reconciliation;

/// <summary>Why receipt numbers are missing: a till that was tested, a roll that was torn. Never changed or taken back.</summary>
/// <param name="BusinessDate">The date of the gap.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When it was said, UTC.</param>
public sealed record Explanation(string StoreId, string? RegisterId, DateOnly BusinessDate, long FirstReceipt, long LastReceipt, string Reason, string By, DateTimeOffset At)
{
    /// <summary>When a receipt comes late, what is left of a gap stands at the date of that receipt, which lies near; the next count of the same numbers does not.</summary>
    const int NearDays = 7;

    /// <summary>A gap stays explained when late receipts make it smaller.</summary>
    public bool Covers(ReceiptGap gap) => gap.RegisterId == RegisterId && gap.First >= FirstReceipt && gap.Last <= LastReceipt
        && Math.Abs(gap.BusinessDate.DayNumber - BusinessDate.DayNumber) <= NearDays;
}
