using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>Valid sales to start from: <c>SampleSales.Sale("A:1") with { Currency = "EUR" }</c>.</summary>
public static class SampleSales
{
    /// <summary>Two cables and a headset from store LA-01 on 19 April 2019, 26,880 cents in all.</summary>
    public static Sale Sale(string saleId = "LA-01:R2:1043", string storeId = "LA-01") => new()
    {
        SaleId = saleId,
        StoreId = storeId,
        RegisterId = "R2",
        ReceiptNumber = 1043,
        Type = SaleType.Sale,
        SoldAt = new DateTimeOffset(2019, 4, 19, 8, 46, 0, TimeSpan.FromHours(-5)),
        BusinessDate = new DateOnly(2019, 4, 19),
        Currency = "USD",
        Channel = "store",
        Lines =
        [
            new() { Sku = "USB-C-CABLE", Name = "USB-C Charging Cable", Category = "Cables", Quantity = 2, UnitPriceMinor = 1195, DiscountMinor = 0 },
            new() { Sku = "BOSE-HEADSET", Name = "Bose SoundSport Headphones", Category = "Audio", Quantity = 1, UnitPriceMinor = 25_990, DiscountMinor = 1500 },
        ],
    };

    /// <summary>One of the headsets of <paramref name="original"/> comes back, at full price.</summary>
    public static Sale Return(string saleId = "LA-01:R2:1044", string? original = "LA-01:R2:1043") => Sale(saleId) with
    {
        Type = SaleType.Return,
        OriginalSaleId = original,
        ReceiptNumber = 1044,
        Lines = [new() { Sku = "BOSE-HEADSET", Name = "Bose SoundSport Headphones", Category = "Audio", Quantity = 1, UnitPriceMinor = 25_990 }],
    };

    /// <summary>Cancels the whole of <paramref name="original"/>, five minutes later.</summary>
    public static Sale Void(Sale original, string? saleId = null) => original with
    {
        SaleId = saleId ?? original.SaleId + ":void",
        Type = SaleType.Void,
        OriginalSaleId = original.SaleId,
        ReceiptNumber = null,
        SoldAt = original.SoldAt.AddMinutes(5),
        Lines = [],
    };

    /// <summary>As many different sales of one store and day, a minute apart, with ids that count from 1: <c>PREFIX:1</c>.</summary>
    public static IReadOnlyList<Sale> Many(int count, string prefix = "LA-01:R2", string storeId = "LA-01") =>
    [
        .. Enumerable.Range(1, count).Select(number => Sale($"{prefix}:{number}", storeId) with
        {
            ReceiptNumber = number,
            SoldAt = new DateTimeOffset(2019, 4, 19, 0, 0, 0, TimeSpan.FromHours(-5)).AddMinutes(number % 1440),
        }),
    ];
}
