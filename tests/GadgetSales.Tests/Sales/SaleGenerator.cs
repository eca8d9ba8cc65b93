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
        from thousandths in Gen.Elements(0, 0, 1, 385, 500)
        from price in Amount
        from discount in Gen.Choose(0, 100)
        from kind in Gen.Elements(LineKind.Goods, LineKind.Goods, LineKind.Fee, LineKind.Component, LineKind.GiftCard, LineKind.Prepayment)
        from byAmount in Gen.Elements(false, false, true)
        from taxCode in MaybeText
        select Priced(
            new SaleLine { Sku = sku, Name = name, Category = category, Kind = kind, QuantityMilli = (quantity * 1000) + thousandths, TaxCode = taxCode },
            byAmount,
            quantity * price,
            price,
            discount);

    static readonly Gen<KeyValuePair<string, string>[]> Metadata = Gen.OneOf(
        Gen.Constant(Array.Empty<KeyValuePair<string, string>>()),
        Text.Zip(Text).ListOf(3).Select(entries =>
            entries.DistinctBy(entry => entry.Item1).Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray()));

    /// <summary>What stands beside the lines, as far as the lines allow it.</summary>
    static readonly Gen<Sale> Beside =
        from externalId in MaybeText
        from training in Gen.Elements(false, false, true)
        from taxIncluded in Gen.Elements(true, true, false)
        from taxPercent in Gen.Elements(-1, 0, 7, 19)
        from taxOfSale in Gen.Elements(false, true)
        from discountPercent in Gen.Elements(0, 0, 10)
        from tip in Gen.Elements(0, 0, 250)
        from rounding in Gen.Choose(-3, 3)
        from metadata in Metadata
        select SampleSales.Sale() with
        {
            ExternalId = externalId,
            Training = training,
            TaxIncluded = taxIncluded,
            TaxMinor = taxPercent < 0 ? null : taxOfSale ? taxPercent : -taxPercent,
            DiscountMinor = discountPercent,
            TipMinor = tip,
            RoundingMinor = rounding,
            Metadata = metadata,
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
        from back in Gen.Choose(0, 3)
        from beside in Beside
        from paid in Gen.Elements(false, true)
        select Whole(beside, paid, back, new Sale
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
        })).ToArbitrary();

    /// <summary>What the ledger makes of a sale; a void gets <paramref name="lines"/> to cancel.</summary>
    public static RecordedSale Recorded(Sale sale, IReadOnlyList<SaleLine> lines) => sale.Type == SaleType.Void
        ? RecordedSale.Of(sale, SaleText.Now.AddTicks(sale.SoldAt.Ticks % 10_000_000), Voided(sale, lines))
        : RecordedSale.Of(sale, SaleText.Now);

    static VoidedSale Voided(Sale sale, IReadOnlyList<SaleLine> lines) => new(SaleType.Return, sale.RegisterId, sale.Channel, lines)
    {
        Training = sale.ExternalId is null,
        TaxIncluded = sale.Channel is null,
        TipMinor = 7,
        RoundingMinor = -1,
        Payments = [new Payment(PaymentMethod.GiftCard, -5), new Payment(PaymentMethod.Bank, 2)],
    };

    static SaleLine Priced(SaleLine line, bool byAmount, long amount, long price, int discountPercent)
    {
        line = byAmount ? line with { AmountMinor = amount } : line with { UnitPriceMinor = price };
        return line with { DiscountMinor = line.GrossMinor / 100 * discountPercent };
    }

    static Sale Whole(Sale beside, bool paid, int back, Sale sale)
    {
        sale = sale with { ExternalId = beside.ExternalId, Metadata = beside.Metadata };
        if (sale.Type == SaleType.Void)
        {
            return sale;
        }

        SaleLine[] lines = [.. sale.Lines.Select((line, index) =>
            sale.Type == SaleType.Sale && index > 0 && index <= back ? line with { Returned = true, OriginalSaleId = "x" } : line)];
        var taking = lines.Where(line => SpreadAmounts.TakesShare(line, sale.Type)).Sum(line => line.AmountMinor);
        var discount = taking / 100 * beside.DiscountMinor;
        var percent = Math.Abs(beside.TaxMinor ?? 0);
        sale = sale with
        {
            Training = beside.Training,
            TaxIncluded = beside.TaxIncluded,
            DiscountMinor = discount,
            TaxMinor = beside.TaxMinor > 0 ? (taking - discount) / 100 * percent : null,
            TipMinor = beside.TipMinor,
            RoundingMinor = beside.RoundingMinor,
            Lines = beside.TaxMinor <= 0 ? [.. lines.Select(line => line with { TaxMinor = line.AmountMinor / 1000 * percent })] : lines,
        };
        var total = RecordedSale.Of(sale, SaleText.Now).TotalMinor;
        return paid ? sale with { Payments = [new Payment(PaymentMethod.Cash, total + 5), new Payment(PaymentMethod.Wallet, -5)] } : sale;
    }
}
