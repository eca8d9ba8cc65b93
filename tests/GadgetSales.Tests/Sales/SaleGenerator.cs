using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Sales;

/// <summary>Random valid sales of every kind, with texts in many scripts and amounts up to their limits.</summary>
static class SaleGenerator
{
    static readonly string[] Pieces = ["a", "B", "7", "-", "\"", "\\", "/", "é", "e\u0301", "ß", "充", "م", "😀", "👩‍👧", "&", "<", "'"];

    static readonly Gen<string> Text = Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces.Take(12)));

    static readonly Gen<string?> MaybeText = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text));

    static readonly Gen<string> Id = Gen.Choose(0, int.MaxValue).Select(number => $"LA-01:R2:{number}");

    static readonly Gen<long> Amount = Gen.OneOf(Gen.Choose(0, 5000).Select(amount => (long)amount), Gen.Choose(0, 10_000).Select(amount => amount * 1_000_000L));

    static readonly Gen<DateTimeOffset> Time =
        from seconds in Gen.Choose(0, 600_000_000)
        from ticks in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 9_999_999))
        from quarters in Gen.Choose(-56, 56)
        select new DateTimeOffset(2000, 1, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(quarters * 15));

    static readonly Gen<SaleLine> Line =
        from sku in Text
        from name in MaybeText
        from category in MaybeText
        from quantity in Gen.Choose(1, 1000)
        from price in Amount
        from discount in Gen.Choose(0, 100)
        select new SaleLine
        {
            Sku = sku,
            Name = name,
            Category = category,
            Quantity = quantity,
            UnitPriceMinor = price,
            DiscountMinor = quantity * price / 100 * discount,
        };

    public static Arbitrary<Sale> Sales { get; } = (
        from saleId in Id
        from storeId in Text
        from registerId in MaybeText
        from receipt in Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(1, int.MaxValue).Select(number => (long?)number))
        from type in Gen.Elements(SaleType.Sale, SaleType.Return, SaleType.Void)
        from soldAt in Time
        from days in Gen.Choose(0, 7)
        from currency in Gen.Elements(Currencies.Codes.ToArray())
        from channel in MaybeText
        from lines in Line.NonEmptyListOf()
        select new Sale
        {
            SaleId = saleId,
            StoreId = storeId,
            RegisterId = registerId,
            ReceiptNumber = receipt,
            Type = type,
            OriginalSaleId = type == SaleType.Sale ? null : saleId + ":original",
            SoldAt = soldAt,
            BusinessDate = DateOnly.FromDateTime(soldAt.DateTime).AddDays(days),
            Currency = currency,
            Channel = channel,
            Lines = type == SaleType.Void ? [] : [.. lines],
        }).ToArbitrary();

    /// <summary>What the ledger makes of a sale; a void gets <paramref name="lines"/> to cancel.</summary>
    public static RecordedSale Recorded(Sale sale, IReadOnlyList<SaleLine> lines) => sale.Type == SaleType.Void
        ? RecordedSale.Of(sale, SaleText.Now.AddTicks(sale.SoldAt.Ticks % 10_000_000), new VoidedSale(SaleType.Return, sale.RegisterId, sale.Channel, lines))
        : RecordedSale.Of(sale, SaleText.Now);
}
