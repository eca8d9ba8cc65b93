using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>The rules of a till's own texts.</summary>
static class MetadataRules
{
    public static void Check(Sale sale, ValidationContext<Sale> context)
    {
        var rule = SaleMembers.Of(SaleMember.Metadata);
        if (sale.Metadata.Count > SaleMembers.MaxMetadata)
        {
            context.AddFailure(rule.Pointer, rule.Refusal);
            return;
        }

        foreach (var (key, value) in sale.Metadata)
        {
            if (!PrintableText.IsValid(key, SaleMembers.MaxMetadataKey) || !PrintableText.IsShort(value, SaleMembers.MaxMetadataValue))
            {
                context.AddFailure(rule.Pointer, rule.Refusal);
                return;
            }
        }
    }
}
