using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Transform;

/// <summary>How the lake spells what facts choose from: as the sale's JSON does, the same on every engine.</summary>
public static class FactNames
{
    static readonly string[] Beside = ["tip", "rounding", "payment"];

    public static string Of(SaleType type) => SaleMembers.Of(SaleMember.Type).Choices[(int)type];

    public static string Of(FactKind kind) => kind < FactKind.Tip ? SaleMembers.Of(SaleMember.Kind).Choices[(int)kind] : Beside[kind - FactKind.Tip];

    public static string Of(PaymentMethod method) => SaleMembers.Of(SaleMember.PaymentMethod).Choices[(int)method];

    /// <summary>As DynamoDB Streams names changes.</summary>
    public static string Of(ChangeType type) => type switch
    {
        ChangeType.Insert => "INSERT",
        ChangeType.Modify => "MODIFY",
        _ => "REMOVE",
    };
}
