using System.Buffers;

namespace GadgetSales.Import.Columns;

/// <summary>A number as people and tills write it, taken apart: what is left to decide is which mark is the decimal one.</summary>
/// <param name="Digits">Digits with points and commas only.</param>
/// <param name="IsNegative">Minus before or behind, or parentheses.</param>
/// <param name="Currency">The sign or code beside it; null without.</param>
/// <param name="IsPercent">A per-cent sign stands behind it.</param>
readonly record struct WrittenNumber(string Digits, bool IsNegative, string? Currency, bool IsPercent)
{
    static readonly SearchValues<char> Plainly = SearchValues.Create("0123456789.,");
    static readonly SearchValues<char> Grouped = SearchValues.Create("0123456789., '");

    internal static bool TryRead(string text, out WrittenNumber number)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plainly))
        {
            number = new WrittenNumber(text, false, null, false);
            return char.IsAsciiDigit(text[0]);
        }

        var rest = Narrow(text).AsSpan().Trim();
        var (negative, percent) = (false, false);
        string? currency = null;
        while (rest.Length > 0 && !(char.IsAsciiDigit(rest[0]) && char.IsAsciiDigit(rest[^1])))
        {
            if (!NumberAffixes.TryPeelSign(ref rest, ref negative) && !NumberAffixes.TryPeelPercent(ref rest, ref percent) && !NumberAffixes.TryPeelCurrency(ref rest, ref currency))
            {
                break;
            }

            rest = rest.Trim();
        }

        number = new WrittenNumber(TryUngroup(rest, out var digits) ? digits : "", negative, currency, percent);
        return number.Digits.Length > 0;
    }

    /// <summary>Full-width forms, no-break spaces and typographic minus signs and apostrophes as their plain ones.</summary>
    static string Narrow(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            span[index] = source[index] switch
            {
                >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                '\uFFE5' => '¥',
                '\uFFE1' => '£',
                '\uFFE6' => '₩',
                '\u00A0' or '\u202F' or '\u2009' or '\u2007' => ' ',
                '\u2212' or '\u2013' or '\u2012' or '\u2010' or '\u2011' => '-',
                '\u2019' or '\u2018' or '\u00B4' or '`' => '\'',
                var other => other,
            };
        }
    });

    /// <summary>Takes spaces and apostrophes out where three digits follow each.</summary>
    static bool TryUngroup(ReadOnlySpan<char> text, out string digits)
    {
        digits = "";
        if (text.Length == 0 || text.ContainsAnyExcept(Grouped) || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is ' ' or '\'' && !(index + 3 < text.Length && !text.Slice(index + 1, 3).ContainsAnyExceptInRange('0', '9') && (index + 4 == text.Length || !char.IsAsciiDigit(text[index + 4]))))
            {
                return false;
            }
        }

        digits = text.ToString().Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return true;
    }

    /// <summary>Digits and at most one point, given which mark is the decimal one; null when the marks do not stand so.</summary>
    internal string? Plain(char decimalMark)
    {
        var mark = Digits.IndexOf(decimalMark);
        var whole = mark < 0 ? Digits.AsSpan() : Digits.AsSpan(0, mark);
        var decimals = mark < 0 ? [] : Digits.AsSpan(mark + 1);
        if (decimals.ContainsAnyExceptInRange('0', '9') || whole.IsEmpty)
        {
            return null;
        }

        var group = decimalMark == '.' ? ',' : '.';
        if (!whole.Contains(group))
        {
            return mark < 0 || decimalMark == '.' ? Digits : $"{whole}.{decimals}";
        }

        return AreGroups(whole, group) ? $"{whole.ToString().Replace(group.ToString(), "", StringComparison.Ordinal)}{(mark < 0 ? "" : ".")}{decimals}" : null;
    }

    /// <summary>1,234,567 and, as in India, 12,34,567: the last group has three digits.</summary>
    static bool AreGroups(ReadOnlySpan<char> whole, char group)
    {
        var last = whole.LastIndexOf(group);
        if (whole.Length - last != 4 || whole[0] == '0')
        {
            return false;
        }

        var (size, first, indian) = (0, true, false);
        foreach (var letter in whole[..last])
        {
            if (letter != group)
            {
                size++;
                continue;
            }

            if (first ? size is 0 or > 3 : size is not (2 or 3))
            {
                return false;
            }

            (indian, size, first) = (indian || (!first && size == 2), 0, false);
        }

        return first ? size is > 0 and <= 3 : size == 3 ? !indian : size == 2;
    }
}
