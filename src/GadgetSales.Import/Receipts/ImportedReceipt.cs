using GadgetSales.Import.Reading;

namespace GadgetSales.Import.Receipts;

/// <summary>A receipt of the file: a sale ready to be posted, or the reason why it is none.</summary>
/// <param name="Lines">The lines it was made from.</param>
/// <param name="Json">The sale; empty when there is a fault.</param>
/// <param name="Fault">Why it cannot be posted.</param>
public sealed record ImportedReceipt(IReadOnlyList<SourceLine> Lines, ReadOnlyMemory<byte> Json, string? Fault)
{
    /// <summary>What is known of the sale without reading its JSON; null on a fault.</summary>
    public SaleIdentity? Sale { get; init; }

    /// <summary>What it comes to, for totals; null on a fault.</summary>
    internal SaleDocument? Document { get; init; }

    /// <summary>Rows that are wrong themselves.</summary>
    internal int FaultyRows { get; init; }

    /// <summary>Rows that were in the file already.</summary>
    internal int RepeatedRows { get; init; }
}

/// <summary>What a void needs of the sale it cancels.</summary>
public sealed record SaleIdentity(string SaleId, string StoreId, DateTimeOffset SoldAt, DateOnly BusinessDate, string Currency, bool IsVoid);
