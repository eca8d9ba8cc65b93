namespace GadgetSales.Core.Ledger;

/// <summary>The ledger cannot take or read sales now: overloaded, disk full, not writable, throttled. What was acknowledged is safe.</summary>
public sealed class LedgerUnavailableException : Exception
{
    public LedgerUnavailableException(string code, string message, TimeSpan retryAfter, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        RetryAfter = retryAfter;
    }

    /// <summary>Stable and snake_case, such as <c>ledger_overloaded</c>, <c>storage_full</c> or <c>storage_unavailable</c>.</summary>
    public string Code { get; }

    /// <summary>When a client should try again.</summary>
    public TimeSpan RetryAfter { get; }
}
