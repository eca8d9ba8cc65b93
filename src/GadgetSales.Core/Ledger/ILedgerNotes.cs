namespace GadgetSales.Core.Ledger;

/// <summary>
/// Keeps small documents beside the sales: what is known of a store, what a till's z-report said, why a number is missing.
/// <list type="number">
/// <item>A note that was written survives the crash of process and machine.</item>
/// <item>A note is known by kind and id. <see cref="AddAsync"/> writes it at most once, however many callers offer it at the same time;
/// <see cref="ReplaceAsync"/> lets the last writer win.</item>
/// <item>What was written before a call began is found by that call. Only lists may come later: at once where the ledger is one file, within about a
/// second where an index of a distributed store serves them.</item>
/// <item>A note is no sale: no feed carries it, and no list of sales shows it.</item>
/// </list>
/// Throws <see cref="LedgerUnavailableException"/> as <see cref="ISalesLedger"/> does.
/// </summary>
public interface ILedgerNotes
{
    /// <summary>Writes the note and returns null; returns the one of the same kind and id where there is one, and writes nothing.</summary>
    ValueTask<LedgerNote?> AddAsync(LedgerNote note, CancellationToken cancellationToken);

    /// <summary>Writes the note in the place of the one of the same kind and id, if any.</summary>
    ValueTask ReplaceAsync(LedgerNote note, CancellationToken cancellationToken);

    /// <summary>The note, strongly consistent, or null.</summary>
    ValueTask<LedgerNote?> FindAsync(NoteKind kind, string id, CancellationToken cancellationToken);

    /// <summary>The notes of a list whose <see cref="LedgerNote.Order"/> lies between two texts, both ends included, by order and then id.</summary>
    ValueTask<IReadOnlyList<LedgerNote>> ListAsync(NoteKind kind, string list, string from, string to, CancellationToken cancellationToken);
}

/// <summary>What a note is about.</summary>
public enum NoteKind
{
    /// <summary>The settings of a store.</summary>
    Store,

    /// <summary>What a till counted at the end of a day.</summary>
    ZReport,

    /// <summary>Why receipt numbers are missing.</summary>
    Explanation,
}

/// <summary>A small document beside the sales.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">Its name among those of its kind: at most 512 printable characters.</param>
/// <param name="List">The list it stands in: a store, or nothing where there is one list of the kind.</param>
/// <param name="Order">Its place there, such as a date as yyyy-MM-dd; compared character by character. Must not hold <c>#</c> unless it is the id.</param>
/// <param name="Json">The document.</param>
public sealed record LedgerNote(NoteKind Kind, string Id, string List, string Order, string Json);
