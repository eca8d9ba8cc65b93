using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>The rules of lines: one loop, because a rule for each line would cost fifty times as much on a long receipt. Allocates nothing when all hold.</summary>
static class SaleLineRules
{
    public static void Check(IReadOnlyList<SaleLine> lines, ValidationContext<Sale> context)
    {
        var gross = 0L;
        var count = Math.Min(lines.Count, SaleMembers.MaxLines);
        for (var index = 0; index < count; index++)
        {
            var line = lines[index];
            CheckTexts(line, index, context);
            if (CheckAmounts(line, index, context))
            {
                // Each line is at most 10^17, so 1,500 of them fit once the sum is held at the limit.
                gross = Math.Min(gross + line.GrossMinor, SaleMembers.MaxExact + 1);
            }
        }

        if (gross > SaleMembers.MaxExact)
        {
            context.AddFailure(
                SaleMembers.Of(SaleMember.Lines).Pointer,
                FormattableString.Invariant($"Must have a total (quantity x unit price) of at most {SaleMembers.MaxExact:N0} minor units: split the receipt."));
        }
    }

    static void CheckTexts(SaleLine line, int index, ValidationContext<Sale> context)
    {
        Require(PrintableText.IsValid(line.Sku, SaleMembers.MaxText), SaleMember.Sku, index, context);
        Require(line.Name is null || PrintableText.IsValid(line.Name, SaleMembers.MaxName), SaleMember.Name, index, context);
        Require(line.Category is null || PrintableText.IsValid(line.Category, SaleMembers.MaxText), SaleMember.Category, index, context);
    }

    static bool CheckAmounts(SaleLine line, int index, ValidationContext<Sale> context)
    {
        var quantityHolds = line.Quantity is >= 1 and <= SaleMembers.MaxQuantity;
        var priceHolds = line.UnitPriceMinor is >= 0 and <= SaleMembers.MaxUnitPriceMinor;
        var grossHolds = quantityHolds && priceHolds;
        Require(quantityHolds, SaleMember.Quantity, index, context);
        Require(priceHolds, SaleMember.UnitPriceMinor, index, context);
        Require(line.DiscountMinor >= 0 && (!grossHolds || line.DiscountMinor <= line.GrossMinor), SaleMember.LineDiscountMinor, index, context);
        return grossHolds;
    }

    static void Require(bool holds, SaleMember member, int index, ValidationContext<Sale> context)
    {
        if (!holds)
        {
            var rule = SaleMembers.Of(member);
            context.AddFailure(rule.PointerAt(index), rule.Refusal);
        }
    }
}
