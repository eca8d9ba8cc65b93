namespace GadgetSales.Core.Lake;

/// <summary>The lake could not answer a query.</summary>
public sealed class LakeQueryException : Exception
{
    public LakeQueryException(string code, string message, bool retryable, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Retryable = retryable;
    }

    /// <summary>Stable and snake_case, such as <c>lake_unavailable</c>, <c>query_failed</c>, <c>query_throttled</c>, <c>scan_limit_exceeded</c> or <c>value_out_of_range</c> (a sum beyond 64 bits).</summary>
    public string Code { get; }

    /// <summary>The same query may succeed later.</summary>
    public bool Retryable { get; }
}
