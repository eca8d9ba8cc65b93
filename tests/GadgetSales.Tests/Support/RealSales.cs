using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>The gadget sales of a real-looking half year, one sale for each line.</summary>
public static class RealSales
{
    public static IReadOnlyList<Sale> Read(string gzippedCsv)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(gzippedCsv), CompressionMode.Decompress));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var sales = new List<Sale>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            sales.Add(Sale(csv));
        }

        return sales;
    }

    static Sale Sale(CsvReader row)
    {
        var local = DateTime.Parse(row["sold_at_local"]!, CultureInfo.InvariantCulture);
        var utc = DateTimeOffset.Parse(row["sold_at_utc"]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Sale
        {
            SaleId = $"{row["order_id"]}:{row["line_no"]}",
            StoreId = row["store_id"]!,
            Type = SaleType.Sale,
            SoldAt = new DateTimeOffset(local, local - utc.UtcDateTime),
            BusinessDate = DateOnly.FromDateTime(local),
            Currency = "USD",
            Lines =
            [
                new()
                {
                    Sku = row["sku"]!,
                    Category = row["category"],
                    Quantity = int.Parse(row["quantity"]!, CultureInfo.InvariantCulture),
                    UnitPriceMinor = (long)(decimal.Parse(row["unit_price"]!, CultureInfo.InvariantCulture) * 100),
                },
            ],
        };
    }
}
