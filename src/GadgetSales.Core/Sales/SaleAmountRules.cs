using FluentValidation;
using FluentValidation.Results;

namespace GadgetSales.Core.Sales;

/// <summary>The rules of what stands beside the lines: discount, tax, tip, rounding, payments and metadata. Costs next to nothing where none is given.</summary>
static class SaleAmountRules
{
    /// <summary>Marks what follows from sums: noise while anything that is summed could not be read.</summary>
    public const string OfSums = "sums";

    /// <param name="sale">The whole sale.</param>
    /// <param name="linesHold">Whether the lines can be summed.</param>
    /// <param name="context">Takes what is wrong.</param>
    public static void Check(Sale sale, bool linesHold, ValidationContext<Sale> context)
    {
        MetadataRules.Check(sale, context);
        if (sale.Type == SaleType.Void)
        {
            CheckVoid(sale, context);
            return;
        }

        var hold = Require(sale.DiscountMinor is >= 0 and <= SaleMembers.MaxExact, SaleMember.DiscountMinor, context)
            & Require(sale.TaxMinor is null or (>= 0 and <= SaleMembers.MaxExact), SaleMember.TaxMinor, context)
            & Require(sale.TipMinor is >= 0 and <= SaleMembers.MaxUnitPriceMinor, SaleMember.TipMinor, context)
            & Require(Math.Abs(sale.RoundingMinor) <= SaleMembers.MaxRoundingMinor, SaleMember.RoundingMinor, context)
            & PaymentsHold(sale.Payments, context);
        if (hold && linesHold)
        {
            SaleSumRules.Check(sale, context);
        }
    }

    /// <summary>What a void has of its original, it has none of itself.</summary>
    static void CheckVoid(Sale sale, ValidationContext<Sale> context)
    {
        Absent(sale.Training, SaleMember.Training);
        Absent(!sale.TaxIncluded, SaleMember.TaxIncluded);
        Absent(sale.TaxMinor is not null, SaleMember.TaxMinor);
        Absent(sale.DiscountMinor != 0, SaleMember.DiscountMinor);
        Absent(sale.TipMinor != 0, SaleMember.TipMinor);
        Absent(sale.RoundingMinor != 0, SaleMember.RoundingMinor);
        Absent(sale.Payments.Count > 0, SaleMember.Payments);

        void Absent(bool given, SaleMember member)
        {
            if (given)
            {
                context.AddFailure(SaleMembers.Of(member).Pointer, "Must be absent on a void: it cancels that of its original.");
            }
        }
    }

    static bool PaymentsHold(IReadOnlyList<Payment> payments, ValidationContext<Sale> context)
    {
        if (payments.Count > SaleMembers.MaxPayments)
        {
            return Require(holds: false, SaleMember.Payments, context);
        }

        var hold = true;
        for (var index = 0; index < payments.Count; index++)
        {
            var (method, amount) = payments[index];
            hold &= Require(method is >= PaymentMethod.Cash and <= PaymentMethod.Other, SaleMember.PaymentMethod, context, index)
                & Require(amount is >= -SaleMembers.MaxExact and <= SaleMembers.MaxExact, SaleMember.PaymentAmountMinor, context, index);
        }

        return hold;
    }

    static bool Require(bool holds, SaleMember member, ValidationContext<Sale> context, int index = 0)
    {
        if (!holds)
        {
            context.AddFailure(new ValidationFailure(SaleMembers.Of(member).PointerAt(index), SaleMembers.Of(member).Refusal));
        }

        return holds;
    }
}
