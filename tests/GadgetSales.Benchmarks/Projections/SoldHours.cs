using GadgetSales.Core.Lake;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>Sales of one group by hour: amounts, and how many sales.</summary>
sealed record SoldHours(string? Key, DateTime Begin, long[] Amounts, long[] Sales)
{
    public long Amount(DateTime from, DateTime to) => Sum(Amounts, from, to);

    /// <summary>Null where an average has nothing to be of.</summary>
    public long? Between(Measure measure, DateTime from, DateTime to)
    {
        var (amount, sales) = (Sum(Amounts, from, to), Sum(Sales, from, to));
        return measure == Measure.Revenue ? amount : measure == Measure.Transactions ? sales : sales > 0 ? (long)Math.Round((double)amount / sales) : null;
    }

    long Sum(long[] hours, DateTime from, DateTime to)
    {
        var sum = 0L;
        foreach (var value in hours.AsSpan((int)(from - Begin).TotalHours, (int)(to - from).TotalHours))
        {
            sum += value;
        }

        return sum;
    }

    public static IReadOnlyList<SoldHours> Of(IReadOnlyList<SoldLine> lines, Dimension? dimension, DateTime begin, DateTime end)
    {
        Func<SoldLine, string?> key = dimension == Dimension.Store ? line => line.Store : dimension == Dimension.Category ? line => line.Category
            : dimension == Dimension.Sku ? line => line.Sku : _ => null;
        return [.. lines.GroupBy(key, StringComparer.Ordinal).Select(group =>
        {
            var (amounts, sales) = (new long[(int)(end - begin).TotalHours], new long[(int)(end - begin).TotalHours]);
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (var line in group)
            {
                amounts[(int)(line.SoldAt - begin).TotalHours] += line.Amount;
                sales[(int)(line.SoldAt - begin).TotalHours] += seen.Add(line.SaleId) ? 1 : 0;
            }

            return new SoldHours(group.Key, begin, amounts, sales);
        })];
    }
}
