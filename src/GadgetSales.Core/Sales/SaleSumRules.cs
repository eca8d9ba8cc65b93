using FluentValidation;
using FluentValidation.Results;

namespace GadgetSales.Core.Sales;

/// <summary>The rules that add up: what is spread must find lines to lie on, a tax that is included cannot be more than its amount, payments come to the total.</summary>
static class SaleSumRules
{
    public static void Check(Sale sale, ValidationContext<Sale> context)
    {
        if (sale.TaxMinor is null && sale.DiscountMinor == 0 && sale.TipMinor == 0 && sale.RoundingMinor == 0 && sale.Payments.Count == 0
            && sale.Lines.All(line => line.TaxMinor is null))
        {
            return;
        }

        if (DiscountHolds(sale, context) && TaxHolds(sale, context))
        {
            var content = VoidedSale.Of(sale);
            if (LineTaxesHold(content, context))
            {
                CheckTotal(sale, content, context);
            }
        }
    }

    static bool DiscountHolds(Sale sale, ValidationContext<Sale> context)
    {
        var most = sale.DiscountMinor == 0 ? 0 : Taking(sale);
        return sale.DiscountMinor <= most || Fail(
            context, SaleMember.DiscountMinor, $"Must be at most {most} minor units: what the goods, fees and components it is spread over come to after their own discounts.");
    }

    static bool TaxHolds(Sale sale, ValidationContext<Sale> context)
    {
        if (sale.TaxMinor is not { } tax)
        {
            return true;
        }

        if (sale.Lines.Any(line => line.TaxMinor is not null))
        {
            return Fail(context, SaleMember.TaxMinor, "Must stand on the sale or on its lines, not on both: leave one of them out.");
        }

        if (tax > 0 && !sale.Lines.Any(line => SpreadAmounts.TakesShare(line, sale.Type)))
        {
            return Fail(context, SaleMember.TaxMinor, "Must be 0 or on the lines: the sale has no goods, fees or components to spread it over.");
        }

        var most = sale.TaxIncluded ? Taking(sale) - sale.DiscountMinor : SaleMembers.MaxExact;
        return tax <= most
            || Fail(context, SaleMember.TaxMinor, $"Must be at most {most} minor units, the amounts that include it after all discounts: if the tax comes on top, taxIncluded is false.");
    }

    static bool LineTaxesHold(VoidedSale content, ValidationContext<Sale> context)
    {
        var hold = true;
        var sum = 0L;
        for (var index = 0; index < content.Lines.Count; index++)
        {
            var line = content.Lines[index];
            sum = Math.Min(sum + (line.TaxMinor ?? 0), SaleMembers.MaxExact + 1);
            if (content.TaxIncluded && line.TaxMinor > line.NetMinor)
            {
                hold = Fail(
                    context, SaleMember.LineTaxMinor, $"Must be at most {line.NetMinor} minor units, the amount that includes it after all discounts: if the tax comes on top, taxIncluded is false.", index);
            }
        }

        return sum <= SaleMembers.MaxExact ? hold
            : Fail(context, SaleMember.Lines, FormattableString.Invariant($"Must have taxes of at most {SaleMembers.MaxExact:N0} minor units: split the receipt."));
    }

    static void CheckTotal(Sale sale, VoidedSale content, ValidationContext<Sale> context)
    {
        var total = SaleTotals.MinorOf(content);
        if (Math.Abs(total) > SaleMembers.MaxExact)
        {
            Fail(context, SaleMember.Lines, FormattableString.Invariant($"Must come to a totalMinor of at most {SaleMembers.MaxExact:N0} minor units: split the receipt."));
            return;
        }

        var paid = sale.Payments.Sum(payment => payment.AmountMinor);
        if (sale.Payments.Count > 0 && paid != total)
        {
            Fail(
                context, SaleMember.Payments, $"Must add up to totalMinor: they come to {paid} and the sale to {total} minor units (lines sold less lines returned, tax on top, tip and rounding; negative on a return).");
        }
    }

    /// <summary>What the lines that take a share come to after their own discounts.</summary>
    static long Taking(Sale sale) => sale.Lines.Where(line => SpreadAmounts.TakesShare(line, sale.Type)).Sum(line => line.AmountMinor);

    static bool Fail(ValidationContext<Sale> context, SaleMember member, string message, int index = 0)
    {
        context.AddFailure(new ValidationFailure(SaleMembers.Of(member).PointerAt(index), message) { ErrorCode = SaleAmountRules.OfSums });
        return false;
    }
}
