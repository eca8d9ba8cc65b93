using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>The rules of lines, for <see cref="SaleValidator"/>. Allocates nothing when all hold.</summary>
static class SaleLineRules
{
    public static void Check(IReadOnlyList<SaleLine> lines, ValidationContext<Sale> context)
    {
        var gross = 0L;
        var count = Math.Min(lines.Count, SaleValidator.MaxLines);
        for (var index = 0; index < count; index++)
        {
            var line = lines[index];
            CheckTexts(line, index, context);
            if (CheckAmounts(line, index, context))
            {
                // Each line is at most 10^17, so 1,500 of them fit once the sum is held at the limit.
                gross = Math.Min(gross + line.GrossMinor, SaleValidator.MaxExact + 1);
            }
        }

        if (gross > SaleValidator.MaxExact)
        {
            context.AddFailure("/lines", "Must have a total (quantity x unit price) of at most 9,007,199,254,740,991 minor units: split the receipt.");
        }
    }

    static void CheckTexts(SaleLine line, int index, ValidationContext<Sale> context)
    {
        if (!PrintableText.IsValid(line.Sku, 64))
        {
            Fail(context, index, SaleField.Sku);
        }

        if (line.Name is not null && !PrintableText.IsValid(line.Name, 200))
        {
            Fail(context, index, SaleField.Name);
        }

        if (line.Category is not null && !PrintableText.IsValid(line.Category, 64))
        {
            Fail(context, index, SaleField.Category);
        }
    }

    static bool CheckAmounts(SaleLine line, int index, ValidationContext<Sale> context)
    {
        var quantityHolds = line.Quantity is >= 1 and <= SaleValidator.MaxQuantity;
        if (!quantityHolds)
        {
            Fail(context, index, SaleField.Quantity);
        }

        var priceHolds = line.UnitPriceMinor is >= 0 and <= SaleValidator.MaxUnitPriceMinor;
        if (!priceHolds)
        {
            Fail(context, index, SaleField.UnitPriceMinor);
        }

        var grossHolds = quantityHolds && priceHolds;
        if (line.DiscountMinor < 0 || (grossHolds && line.DiscountMinor > line.GrossMinor))
        {
            Fail(context, index, SaleField.DiscountMinor);
        }

        return grossHolds;
    }

    static void Fail(ValidationContext<Sale> context, int index, SaleField field) =>
        context.AddFailure(SaleErrors.PointerOf(index, SaleFields.NameOf(field)), $"Must be {SaleFields.RuleOf(field)}.");
}
