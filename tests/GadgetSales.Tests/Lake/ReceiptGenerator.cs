using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

/// <summary>
/// Random receipts over few stores, articles and dates, so that groups meet: sales, returns, voids of both, discounts, two currencies, missing
/// registers, channels and categories, days around leap days, year ends and both changes of the clocks.
/// </summary>
static class ReceiptGenerator
{
    public static readonly string[] Stores = ["LA-01", "NYC"];

    static readonly DateOnly[] Days =
    [
        new(2020, 12, 28), new(2020, 12, 31), new(2021, 1, 1), new(2021, 1, 3), new(2021, 1, 4), new(2023, 2, 28), new(2023, 3, 1), new(2024, 1, 31),
        new(2024, 2, 28), new(2024, 2, 29), new(2024, 3, 1), new(2024, 3, 10), new(2024, 3, 31), new(2024, 10, 27), new(2024, 11, 3), new(2024, 12, 31),
    ];

    static readonly Gen<SaleLine> Line =
        from sku in Gen.Elements("cable", "headset", "phone")
        from category in Gen.Elements<string?>("Audio", "Cables", null)
        from quantity in Gen.Choose(1, 4)
        from price in Gen.Choose(0, 999)
        from discount in Gen.Elements(0, 0, 10, 50, 100)
        from kind in Gen.Elements(LineKind.Goods, LineKind.Goods, LineKind.Goods, LineKind.Fee, LineKind.Component, LineKind.GiftCard, LineKind.Prepayment)
        from milli in Gen.Elements(0, 0, 500, 125)
        from tax in Gen.Elements<int?>(null, 0, 7, 19)
        from comesBack in Gen.Elements<bool?>(null, null, null, true)
        select new SaleLine
        {
            Sku = sku,
            Category = category,
            Kind = kind,
            QuantityMilli = (quantity * 1000) + milli,
            UnitPriceMinor = price,
            DiscountMinor = quantity * price * discount / 100,
            TaxMinor = tax is { } percent ? price * percent / 100 : null,
            TaxCode = tax is null ? null : $"T{tax}",
            Returned = comesBack,
        };

    static readonly Gen<Receipt> One =
        from day in Gen.Elements(Days)
        from minute in Gen.Choose(0, 1439)
        from late in Gen.Elements(0, 0, 0, 1)
        from store in Gen.Elements(Stores)
        from register in Gen.Elements<string?>("R1", "R2", null)
        from channel in Gen.Elements<string?>("store", "online", null)
        from currency in Gen.Elements("USD", "USD", "EUR")
        from isReturn in Gen.Elements(false, false, false, true)
        from voidedAfterDays in Gen.Elements(-1, -1, -1, 0, 1)
        from lines in Line.NonEmptyListOf()
        from tip in Gen.Elements(0, 0, 150)
        from rounding in Gen.Elements(0, -2, 3)
        from method in Gen.Elements(PaymentMethod.Cash, PaymentMethod.Card, PaymentMethod.GiftCard)
        from paid in Gen.Elements(0, 500, 1999)
        from training in Gen.Elements(false, false, false, false, true)
        from taxIncluded in Gen.Elements(true, true, false)
        select new Receipt(
            SampleSales.Sale() with
            {
                StoreId = store,
                RegisterId = register,
                Channel = channel,
                Currency = currency,
                Type = isReturn ? SaleType.Return : SaleType.Sale,
                BusinessDate = day,
                SoldAt = new DateTimeOffset(day.AddDays(late).ToDateTime(default).AddMinutes(minute), TimeSpan.FromHours(store == "NYC" ? -5 : -8)),
                Lines = [.. lines.Take(5).Select((line, index) => index == 0 || isReturn ? line with { Returned = null } : line)],
                TipMinor = tip,
                RoundingMinor = rounding,
                Payments = paid == 0 ? [] : [new(method, paid), new(PaymentMethod.Cash, -paid / 3)],
                Training = training,
                TaxIncluded = taxIncluded,
            },
            voidedAfterDays);

    public static Arbitrary<List<Receipt>> Many { get; } = One.NonEmptyListOf().Select(receipts => receipts.ToList()).ToArbitrary();

    /// <summary>The facts of receipts, whose ids get <paramref name="prefix"/>, in stores whose ids get it too.</summary>
    public static List<SaleLineFact> Facts(IEnumerable<Receipt> receipts, string prefix)
    {
        List<SaleLineFact> facts = [];
        foreach (var (receipt, index) in receipts.Select((receipt, index) => (receipt, index)))
        {
            var sale = receipt.Sale with { SaleId = $"{prefix}{index}", StoreId = prefix + receipt.Sale.StoreId };
            facts.AddRange(SampleFacts.Of(sale));
            if (receipt.VoidedAfterDays >= 0)
            {
                var cancelled = SampleSales.Void(sale) with { BusinessDate = sale.BusinessDate.AddDays(receipt.VoidedAfterDays) };
                facts.AddRange(SampleFacts.Of(cancelled, original: sale));
            }
        }

        return facts;
    }
}

/// <summary>A sale or return, and after how many days it was voided; -1 for never.</summary>
sealed record Receipt(Sale Sale, int VoidedAfterDays);
