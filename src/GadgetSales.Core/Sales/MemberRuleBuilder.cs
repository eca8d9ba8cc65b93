using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>Gives FluentValidation's rules the names and words of <see cref="SaleMembers"/>.</summary>
static class MemberRuleBuilder
{
    /// <summary>Absent, or trimmed and printable up to the member's limit.</summary>
    public static IRuleBuilderOptions<Sale, string?> Printable(this IRuleBuilder<Sale, string?> rule, SaleMember member)
    {
        var most = (int)SaleMembers.Of(member).Max!;
        return rule.Must(text => text is null || PrintableText.IsValid(text, most)).OrRefuse(member);
    }

    public static IRuleBuilderOptions<Sale, T> OrRefuse<T>(this IRuleBuilderOptions<Sale, T> rule, SaleMember member) =>
        rule.OrSay(member, SaleMembers.Of(member).Refusal);

    public static IRuleBuilderOptions<Sale, T> OrSay<T>(this IRuleBuilderOptions<Sale, T> rule, SaleMember member, string message) =>
        rule.WithMessage(message).OverridePropertyName(SaleMembers.Of(member).Pointer);
}
