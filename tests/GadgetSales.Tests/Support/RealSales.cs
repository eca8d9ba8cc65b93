using System.Globalization;
using System.IO.Compression;
using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>The gadget sales of a real-looking half year, one sale for each line. The file has no quoted fields.</summary>
public static class RealSales
{
    public static IReadOnlyList<Sale> Read(string gzippedCsv)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(gzippedCsv), CompressionMode.Decompress));
        var columns = text.ReadLine()!.Split(',').Select((name, i) => (name, i)).ToDictionary(column => column.name, column => column.i);
        var sales = new List<Sale>();
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            sales.Add(Sale(name => fields[columns[name]]));
        }

        return sales;
    }

    static Sale Sale(Func<string, string> field)
    {
        var local = DateTime.Parse(field("sold_at_local"), CultureInfo.InvariantCulture);
        var utc = DateTimeOffset.Parse(field("sold_at_utc"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Sale
        {
            SaleId = $"{field("order_id")}:{field("line_no")}",
            StoreId = field("store_id"),
            Type = SaleType.Sale,
            SoldAt = new DateTimeOffset(local, local - utc.UtcDateTime),
            BusinessDate = DateOnly.FromDateTime(local),
            Currency = "USD",
            Lines =
            [
                new()
                {
                    Sku = field("sku"),
                    Category = field("category"),
                    Quantity = int.Parse(field("quantity"), CultureInfo.InvariantCulture),
                    UnitPriceMinor = (long)(decimal.Parse(field("unit_price"), CultureInfo.InvariantCulture) * 100),
                },
            ],
        };
    }
}
