namespace GadgetSales.Embedded.Ledger;

/// <summary>SQLite could not do what it was asked; <see cref="Code"/> is its extended result code.</summary>
sealed class SqliteFailure(int code, string message) : Exception($"{message} (SQLite {code})")
{
    public int Code { get; } = code;

    /// <summary>The result code without its extension, such as <c>SQLITE_FULL</c>.</summary>
    public int PrimaryCode => Code & 0xFF;
}
