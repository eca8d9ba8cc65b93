namespace GadgetSales.Core.Ledger;

/// <summary>What later receipts did to a sale: the way back from an original to what refers to it.</summary>
public interface ISaleLinks
{
    /// <summary>
    /// The links of a recorded sale; none of an unknown one. The void is strongly consistent; returns may come about a second later where an index of a
    /// distributed store serves them. Throws <see cref="LedgerUnavailableException"/> as <see cref="ISalesLedger"/> does.
    /// </summary>
    ValueTask<SaleLinks> FindAsync(string saleId, CancellationToken cancellationToken);
}

/// <param name="VoidedBy">The sale id of the void that cancels it; null where none does.</param>
/// <param name="Returns">The sale ids of the returns that name it, sorted.</param>
public sealed record SaleLinks(string? VoidedBy, IReadOnlyList<string> Returns);
