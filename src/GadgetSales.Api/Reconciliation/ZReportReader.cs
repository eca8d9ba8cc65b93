using System.Text.Json;
using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Reconciliation;

/// <summary>What a till or a store counted when it closed its day.</summary>
/// <param name="ZReportId">The permanent idempotency key, spelt as a sale id.</param>
/// <param name="StoreId">The store.</param>
/// <param name="BusinessDate">The trading day.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TotalMinor">What was taken, net of returns and voids, in minor units.</param>
/// <param name="RegisterId">The till; absent for a report of the whole store.</param>
/// <param name="Transactions">Sales less voided ones; returns do not count.</param>
/// <param name="Payments">By method; kept and answered.</param>
/// <param name="FirstReceipt">The first receipt number of the day.</param>
/// <param name="LastReceipt">The last one.</param>
public sealed record ZReportBody(
    string ZReportId, string StoreId, DateOnly BusinessDate, string Currency, long TotalMinor, string? RegisterId = null, long? Transactions = null, IReadOnlyList<ZPayment>? Payments = null,
    long? FirstReceipt = null, long? LastReceipt = null)
{
    public const string Example = """
        {
          "zReportId": "LA-01:R2:Z-2019-04-19", "storeId": "LA-01", "registerId": "R2", "businessDate": "2019-04-19", "currency": "USD",
          "totalMinor": 2390, "transactions": 1, "firstReceipt": 1043, "lastReceipt": 1043, "payments": [ { "method": "card", "amountMinor": 2390 } ]
        }
        """;
}

/// <summary>Makes a z-report of a body, or all that is wrong with it.</summary>
static class ZReportReader
{
    public static readonly string[] Members =
        ["zReportId", "storeId", "businessDate", "currency", "totalMinor", "registerId", "transactions", "payments", "firstReceipt", "lastReceipt"];

    const int MostPayments = 50;

    static readonly string[] Methods = ["cash", "card", "giftCard", "voucher", "account", "wallet", "bank", "other"];

    /// <summary>Null exactly when the body has errors.</summary>
    public static ZReport? Read(BodyObject body, DateTimeOffset now)
    {
        body.Require("zReportId", "storeId", "businessDate", "currency", "totalMinor");
        var (id, store, date, currency) = (body.Id("zReportId"), body.Text("storeId"), body.Date("businessDate"), body.Currency("currency"));
        var total = body.Integer("totalMinor", -SaleMembers.MaxExact, SaleMembers.MaxExact);
        var (register, transactions) = (body.Text("registerId"), body.Integer("transactions", -SaleMembers.MaxExact, SaleMembers.MaxExact));
        var (first, last) = (body.Integer("firstReceipt", 1, SaleMembers.MaxExact), body.Integer("lastReceipt", 1, SaleMembers.MaxExact));
        if (last < first)
        {
            body.Refuse("lastReceipt", "Must not be less than firstReceipt.");
        }

        if ((first is not null || last is not null) && register is null)
        {
            body.Refuse("registerId", "Is required with firstReceipt and lastReceipt: numbers belong to a till.");
        }

        var payments = ReadPayments(body);
        return body.Errors.Count > 0 ? null
            : new ZReport(id!, store!, date!.Value, currency!, total!.Value, register, transactions, first, last, payments.Count == 0 ? null : payments, now);
    }

    static List<ZPayment> ReadPayments(BodyObject body)
    {
        List<ZPayment> payments = [];
        foreach (var (index, entry) in body.Entries("payments", MostPayments).Index())
        {
            var names = entry.EnumerateObject().Select(member => member.Name).ToList();
            if (names.Except(["method", "amountMinor"], StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                body.Refuse($"payments/{index}/{unknown}", "There is no such member. Members are: method, amountMinor.");
            }

            if (!entry.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String || !Methods.Contains(method.GetString(), StringComparer.Ordinal))
            {
                body.Refuse($"payments/{index}/method", $"Must be one of: {string.Join(", ", Methods)}.");
            }
            else if (!entry.TryGetProperty("amountMinor", out var amount) || amount.ValueKind != JsonValueKind.Number || !amount.TryGetInt64(out var minor) || Math.Abs((decimal)minor) > SaleMembers.MaxExact)
            {
                body.Refuse($"payments/{index}/amountMinor", "Must be a whole number of minor units (cents), without quotes.");
            }
            else
            {
                payments.Add(new ZPayment(method.GetString()!, minor));
            }
        }

        return payments;
    }
}
