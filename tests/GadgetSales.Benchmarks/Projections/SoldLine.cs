using System.Globalization;
using System.IO.Compression;

namespace GadgetSales.Benchmarks.Projections;

/// <param name="SoldAt">On the store's wall clock.</param>
/// <param name="Amount">In cents.</param>
sealed record SoldLine(string SaleId, DateTime SoldAt, string Store, string Category, string Sku, long Amount)
{
    /// <summary>The file has no quoted fields.</summary>
    public static IReadOnlyList<SoldLine> Read(string gzippedCsv)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(gzippedCsv), CompressionMode.Decompress));
        var columns = text.ReadLine()!.Split(',');
        var (sale, at, store, category, sku, quantity, price) = (Column("order_id"), Column("sold_at_local"), Column("store_id"), Column("category"), Column("sku"), Column("quantity"), Column("unit_price"));
        var lines = new List<SoldLine>();
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            lines.Add(new SoldLine(
                fields[sale], DateTime.Parse(fields[at], CultureInfo.InvariantCulture), fields[store], fields[category], fields[sku],
                (long)(decimal.Parse(fields[price], CultureInfo.InvariantCulture) * 100) * long.Parse(fields[quantity], CultureInfo.InvariantCulture)));
        }

        return lines;

        int Column(string name) => Array.IndexOf(columns, name);
    }
}
