using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Reconciliation;

/// <summary>Why receipts are missing.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="RegisterId">The till; absent for receipts that name none.</param>
/// <param name="BusinessDate">The date of the gap.</param>
/// <param name="FirstReceipt">The first number that is explained.</param>
/// <param name="LastReceipt">The last one.</param>
/// <param name="Reason">In words, at most 500 printable characters.</param>
public sealed record ExplanationBody(string StoreId, string? RegisterId, DateOnly BusinessDate, long FirstReceipt, long LastReceipt, string Reason)
{
    public const string Example = """
        { "storeId": "LA-01", "registerId": "R2", "businessDate": "2019-04-19", "firstReceipt": 1044, "lastReceipt": 1045, "reason": "Test prints after the roll was changed" }
        """;
}

/// <summary>Makes an explanation of a body, or all that is wrong with it.</summary>
static class ExplanationReader
{
    public static readonly string[] Members = ["storeId", "registerId", "businessDate", "firstReceipt", "lastReceipt", "reason"];

    const int MaxReason = 500;

    /// <summary>Null exactly when the body has errors.</summary>
    public static Explanation? Read(BodyObject body, string by, DateTimeOffset now)
    {
        body.Require("storeId", "businessDate", "firstReceipt", "lastReceipt", "reason");
        var (first, last) = (body.Integer("firstReceipt", 1, SaleMembers.MaxExact), body.Integer("lastReceipt", 1, SaleMembers.MaxExact));
        var (store, register, date, reason) = (body.Text("storeId"), body.Text("registerId"), body.Date("businessDate"), body.Text("reason", MaxReason));
        if (last < first)
        {
            body.Refuse("lastReceipt", "Must not be less than firstReceipt.");
        }

        return body.Errors.Count > 0 ? null : new Explanation(store!, register, date!.Value, first!.Value, last!.Value, reason!, by, now);
    }
}
