using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Transform;

/// <summary>
/// Which rows of a receipt count it: sums of flags answer what distinct receipts would, thirty times as fast. Training counts nothing.
/// </summary>
sealed class ReceiptFlags(VoidedSale content)
{
    readonly bool _counts = !content.Training;
    bool _saleTaken;
    bool _returnTaken;
    HashSet<string>? _skus;
    HashSet<string>? _categories;

    /// <summary>True once, for the first sold line of a sale.</summary>
    public bool TakeSale() => _counts && content.Type == SaleType.Sale && !_saleTaken && (_saleTaken = true);

    /// <summary>True once, for the first line of a return.</summary>
    public bool TakeReturn() => _counts && content.Type == SaleType.Return && !_returnTaken && (_returnTaken = true);

    /// <summary>True for the first sold line of each sku.</summary>
    public bool TakeSku(string sku) => _counts && Take(ref _skus, sku);

    /// <summary>True for the first sold line of each category; none is one of its own.</summary>
    public bool TakeCategory(string? category) => _counts && Take(ref _categories, category ?? "");

    static bool Take(ref HashSet<string>? taken, string value) => (taken ??= new HashSet<string>(StringComparer.Ordinal)).Add(value);
}
