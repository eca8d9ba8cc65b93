using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>The rules of lines: one loop, because a rule for each line would cost fifty times as much on a long receipt. Allocates nothing when all hold.</summary>
static class SaleLineRules
{
    /// <summary>The rules of the lines and, where those hold, of what depends on all of them.</summary>
    public static void Check(IReadOnlyList<SaleLine> lines, ValidationContext<Sale> context)
    {
        var sale = context.InstanceToValidate;
        var gross = 0L;
        var hold = lines.Count <= SaleMembers.MaxLines;
        var count = Math.Min(lines.Count, SaleMembers.MaxLines);
        for (var index = 0; index < count; index++)
        {
            var line = lines[index];
            var at = new LineRules(line, index, context);
            var textsHold = at.TextsHold();
            var amountsHold = at.AmountsHold(sale, out var lineGross);
            hold &= textsHold && amountsHold && at.DirectionHolds(sale.Type);

            // Each line is at most 10^17, so 1,500 of them fit once the sum is held at the limit.
            gross = Math.Min(gross + lineGross, SaleMembers.MaxExact + 1);
        }

        if (gross > SaleMembers.MaxExact)
        {
            context.AddFailure(
                SaleMembers.Of(SaleMember.Lines).Pointer,
                FormattableString.Invariant($"Must have a total (quantity x unit price) of at most {SaleMembers.MaxExact:N0} minor units: split the receipt."));
            hold = false;
        }

        if (sale.Type == SaleType.Sale && count > 0 && lines.All(line => line.ComesBack(SaleType.Sale)))
        {
            context.AddFailure(SaleMembers.Of(SaleMember.Lines).Pointer, "Must hold a line that does not come back: if all of it does, type is return.");
            hold = false;
        }

        SaleAmountRules.Check(sale, hold, context);
    }
}

/// <summary>The rules of one line.</summary>
readonly ref struct LineRules(SaleLine line, int index, ValidationContext<Sale> context)
{
    public bool TextsHold() =>
        Require(PrintableText.IsValid(line.Sku, SaleMembers.MaxText), SaleMember.Sku)
        & Require(line.Name is null || PrintableText.IsValid(line.Name, SaleMembers.MaxName), SaleMember.Name)
        & Require(line.Category is null || PrintableText.IsValid(line.Category, SaleMembers.MaxText), SaleMember.Category)
        & Require(line.TaxCode is null || PrintableText.IsValid(line.TaxCode, SaleMembers.MaxText), SaleMember.TaxCode)
        & Require(line.Kind is >= LineKind.Goods and <= LineKind.Prepayment, SaleMember.Kind);

    /// <param name="sale">Whose line it is.</param>
    /// <param name="gross">The line's gross, 0 where it cannot be known.</param>
    public bool AmountsHold(Sale sale, out long gross)
    {
        var givesBackMoneyOnly = line.QuantityMilli == 0 && line.HasAmount && line.AmountMinor > 0 && line.ComesBack(sale.Type);
        var quantityHolds = Require(
            givesBackMoneyOnly || line.QuantityMilli is > 0 and <= SaleMembers.MaxQuantity * (long)JsonQuantity.One, SaleMember.Quantity);
        var grossHolds = quantityHolds & PriceHolds();
        gross = grossHolds && line.DiscountMinor is >= 0 and <= SaleMembers.MaxExact ? line.GrossMinor : 0;
        return grossHolds
            & Require(line.DiscountMinor >= 0 && (!grossHolds || line.DiscountMinor <= gross), SaleMember.LineDiscountMinor)
            & Require(line.TaxMinor is null or (>= 0 and <= SaleMembers.MaxExact), SaleMember.LineTaxMinor);
    }

    public bool DirectionHolds(SaleType type)
    {
        var backHolds = line.Returned != false || type != SaleType.Return;
        if (!backHolds)
        {
            Fail(SaleMember.Returned, "Must not be false on a return, where every line comes back: an exchange is a sale with lines that do.");
        }

        if (line.OriginalSaleId is not { } original)
        {
            return backHolds;
        }

        if (!line.ComesBack(type))
        {
            Fail(SaleMember.LineOriginalSaleId, "Must be absent on a line that does not come back.");
            return false;
        }

        return backHolds & Require(SaleId.IsValid(original), SaleMember.LineOriginalSaleId);
    }

    bool PriceHolds()
    {
        if (line.HasAmount && line.UnitPriceMinor is not null)
        {
            return Fail(SaleMember.AmountMinor, "Must be absent where unitPriceMinor is given: the line comes to quantity x unitPriceMinor less its discount.");
        }

        return line.HasAmount ? Require(line.AmountMinor is >= 0 and <= SaleMembers.MaxExact, SaleMember.AmountMinor)
            : line.UnitPriceMinor is { } price ? Require(price is >= 0 and <= SaleMembers.MaxUnitPriceMinor, SaleMember.UnitPriceMinor)
            : Fail(SaleMember.UnitPriceMinor, $"Is required: {SaleMembers.Of(SaleMember.UnitPriceMinor).Holds}; or amountMinor where only the line's total is known.");
    }

    bool Require(bool holds, SaleMember member) => holds || Fail(member, SaleMembers.Of(member).Refusal);

    bool Fail(SaleMember member, string message)
    {
        context.AddFailure(SaleMembers.Of(member).PointerAt(index), message);
        return false;
    }
}
