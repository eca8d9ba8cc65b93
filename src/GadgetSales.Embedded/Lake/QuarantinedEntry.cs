using GadgetSales.Core.Feed;

namespace GadgetSales.Embedded.Lake;

/// <summary>A ledger entry that could not become facts: set aside with the reason, so that those behind it flow on.</summary>
/// <param name="Position">Its place in the ledger.</param>
/// <param name="SaleId">Null when the entry cannot even be read.</param>
/// <param name="Reason">What went wrong, for an operator.</param>
/// <param name="At">When it was set aside.</param>
public sealed record QuarantinedEntry(FeedPosition Position, string? SaleId, string Reason, DateTimeOffset At);
