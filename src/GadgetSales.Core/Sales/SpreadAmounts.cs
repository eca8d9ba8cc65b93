namespace GadgetSales.Core.Sales;

/// <summary>
/// Spreads what was given for a whole sale over its lines, by what they come to: each its share rounded down, what is left to the largest remainders,
/// ties to the earlier line. The shares add up to the amount, and none is larger than its line where the amount is at most their sum.
/// </summary>
public static class SpreadAmounts
{
    /// <summary>
    /// The sale with each line's shares. A discount goes by amounts after the lines' own discounts, a tax by what is left after the sale's discount too.
    /// The same sale where nothing is to be spread, or was before.
    /// </summary>
    public static Sale Over(Sale sale)
    {
        if ((sale.DiscountMinor == 0 && sale.TaxMinor is null) || sale.Lines.Any(line => line.DiscountShareMinor != 0 || line.TaxShareMinor is not null))
        {
            return sale;
        }

        var lines = sale.Lines.ToArray();
        var taking = Array.ConvertAll(lines, line => TakesShare(line, sale.Type));
        var discounts = Of(sale.DiscountMinor, Weights(lines, taking));
        for (var index = 0; index < lines.Length; index++)
        {
            lines[index] = lines[index] with { DiscountShareMinor = discounts[index] };
        }

        if (sale.TaxMinor is { } tax)
        {
            var taxes = Of(tax, Weights(lines, taking));
            for (var index = 0; index < lines.Length; index++)
            {
                // Of goods that come back on an exchange the sale's tax says nothing.
                long? none = lines[index].IsRevenue ? null : 0;
                lines[index] = lines[index] with { TaxShareMinor = taking[index] ? taxes[index] : none };
            }
        }

        return sale with { Lines = lines };
    }

    /// <summary>Whether a line of a receipt of <paramref name="type"/> takes a share: what adds to revenue and does not come back; on a return, all of it.</summary>
    public static bool TakesShare(SaleLine line, SaleType type) => line.IsRevenue && (type == SaleType.Return || !line.ComesBack(type));

    /// <summary>Shares of <paramref name="amount"/>, which is not negative; where all weights are 0 it goes whole to the first that is one.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="weights">One a line; negative for a line that takes none.</param>
    public static long[] Of(long amount, ReadOnlySpan<long> weights)
    {
        var shares = new long[weights.Length];
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += Math.Max(weight, 0);
        }

        if (amount == 0 || sum == 0)
        {
            var first = weights.IndexOfAnyExceptInRange(long.MinValue, -1);
            if (first >= 0)
            {
                shares[first] = amount;
            }

            return shares;
        }

        var rests = new Int128[weights.Length];
        var left = amount;
        for (var index = 0; index < shares.Length; index++)
        {
            (var share, rests[index]) = Int128.DivRem((Int128)amount * Math.Max(weights[index], 0), sum);
            shares[index] = (long)share;
            left -= shares[index];
        }

        foreach (var index in Enumerable.Range(0, shares.Length).OrderByDescending(index => rests[index]).Take((int)left))
        {
            shares[index]++;
        }

        return shares;
    }

    static long[] Weights(SaleLine[] lines, bool[] taking) => [.. lines.Select((line, index) => taking[index] ? line.NetMinor : -1)];
}
