namespace GadgetSales.Core.Transform;

/// <summary>What a fact is of: the kinds of lines, and what stands beside the lines of a receipt and has no sku.</summary>
public enum FactKind
{
    Goods,
    Fee,
    Component,
    GiftCard,
    Prepayment,
    Tip,
    Rounding,
    Payment,
}
