using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Ledger;

/// <summary>
/// Answers one question durably: is this sale recorded? Append-only.
/// <list type="number">
/// <item>A <see cref="AppendOutcome.Recorded"/> sale survives the crash of process and machine.</item>
/// <item>A sale id is recorded at most once, for ever, however many callers offer it at the same time.</item>
/// <item>The same id again: the same content is replayed, other content is a conflict that names what differs.</item>
/// <item>A void is recorded only with its original, and a sale is voided at most once; the recorded void carries its original's lines.</item>
/// <item>What was recorded before a call began is seen by that call. Only lists may come later: at once where the ledger is one file, within
/// about a second where an index of a distributed store serves them. They never show what is not recorded.</item>
/// </list>
/// Throws <see cref="LedgerUnavailableException"/> when the store is overloaded, cannot be reached or refuses to write. What was not reported as
/// recorded may be recorded all the same, where the answer got lost: the same id again tells, and records at most once.
/// </summary>
public interface ISalesLedger
{
    /// <summary>Appends a validated sale. Cancelling leaves open whether it was recorded: the same id again tells.</summary>
    ValueTask<AppendOutcome> AppendAsync(Sale sale, CancellationToken cancellationToken);

    /// <summary>
    /// Appends each sale on its own, in order, as if by <see cref="AppendAsync"/>: outcome i belongs to sale i, one that fails does not stop the others,
    /// and a later item of the batch sees the earlier ones (repeats are replays, a void finds its original).
    /// Where the store gives up amid a batch, what it did not answer is <see cref="AppendOutcome.Unavailable"/>; it throws when it answered none.
    /// </summary>
    ValueTask<IReadOnlyList<AppendOutcome>> AppendBatchAsync(IReadOnlyList<Sale> sales, CancellationToken cancellationToken);

    /// <summary>The recorded sale, strongly consistent, or null when the id was never recorded.</summary>
    ValueTask<RecordedSale?> FindAsync(string saleId, CancellationToken cancellationToken);

    /// <summary>
    /// The sales of a store's business date ordered by soldAt and then sale id, newest last.
    /// </summary>
    /// <param name="storeId">The store; an unknown one has no sales.</param>
    /// <param name="businessDate">The trading day.</param>
    /// <param name="cursor">Null for the first page, else the previous page's <see cref="SalePage.NextCursor"/>. One that this ledger did not make throws <see cref="FormatException"/>.</param>
    /// <param name="limit">1–1,000 sales a page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    ValueTask<SalePage> ListAsync(string storeId, DateOnly businessDate, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>The sales whose source numbers them <paramref name="externalId"/>, ordered by soldAt and then sale id, newest last: every shop has a #1001.</summary>
    /// <param name="externalId">As it was posted, trimmed; one that nobody posted has no sales.</param>
    /// <param name="stores">The stores to look in; null for all.</param>
    /// <param name="cursor">As for <see cref="ListAsync"/>.</param>
    /// <param name="limit">1–1,000 sales a page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    ValueTask<SalePage> FindExternalAsync(string externalId, IReadOnlySet<string>? stores, string? cursor, int limit, CancellationToken cancellationToken);
}

/// <summary>A page of recorded sales. <see cref="NextCursor"/> is opaque, and null on the last page.</summary>
public sealed record SalePage(IReadOnlyList<RecordedSale> Sales, string? NextCursor);
