using System.Globalization;

namespace GadgetSales.Import.Columns;

/// <summary>What stands before and behind the digits of a <see cref="WrittenNumber"/>; each is taken once.</summary>
static class NumberAffixes
{
    const int LongestCurrency = 4;

    internal static bool TryPeelSign(ref ReadOnlySpan<char> rest, ref bool negative)
    {
        if (rest is ['(', .., ')'] && !negative)
        {
            rest = rest[1..^1];
            negative = true;
            return true;
        }

        if (rest[0] == '-' && !negative)
        {
            rest = rest[1..];
            negative = true;
            return true;
        }

        if (rest[^1] == '-' && !negative)
        {
            rest = rest[..^1];
            negative = true;
            return true;
        }

        if (rest[0] != '+' || negative)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    internal static bool TryPeelPercent(ref ReadOnlySpan<char> rest, ref bool percent)
    {
        if (percent || rest[^1] != '%')
        {
            return false;
        }

        rest = rest[..^1];
        percent = true;
        return true;
    }

    /// <summary>One of them, before or behind: €, CHF, US$, Rs., kr.</summary>
    internal static bool TryPeelCurrency(ref ReadOnlySpan<char> rest, ref string? currency)
    {
        if (currency is not null)
        {
            return false;
        }

        var front = 0;
        while (front < rest.Length && (IsCurrency(rest[front]) || (front > 0 && rest[front] == '.' && front + 1 < rest.Length && !char.IsAsciiDigit(rest[front - 1]))))
        {
            front++;
        }

        var back = rest.Length;
        while (back > 0 && (IsCurrency(rest[back - 1]) || (back == rest.Length && rest[back - 1] == '.')))
        {
            back--;
        }

        if (front is > 0 and <= LongestCurrency)
        {
            currency = rest[..front].TrimEnd('.').ToString();
            rest = rest[front..];
            return true;
        }

        if (front > 0 || rest.Length - back is 0 or > LongestCurrency || !IsCurrency(rest[back]))
        {
            return false;
        }

        currency = rest[back..].TrimEnd('.').ToString();
        rest = rest[..back];
        return true;
    }

    static bool IsCurrency(char letter) => char.IsLetter(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol;
}
