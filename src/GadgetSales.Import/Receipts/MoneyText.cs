namespace GadgetSales.Import.Receipts;

/// <summary>Reads amounts of money digit by digit, so that no cent is lost to floating point: 700, 700.0 and 700.00 are one price.</summary>
static class MoneyText
{
    const string Signs = "$€£¥";

    /// <summary>
    /// Reads an amount in major units: an optional sign, an optional currency sign, digits with or without grouping by three, decimals.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="digits">Decimals of the currency; more of them must be zeros. 0 reads an amount in minor units.</param>
    /// <param name="decimalMark">Point or comma; the other one groups.</param>
    /// <param name="minor">The amount in minor units.</param>
    /// <param name="reason">What is wrong, when the answer is false.</param>
    internal static bool TryRead(ReadOnlySpan<char> text, int digits, char decimalMark, out long minor, out string? reason)
    {
        var rest = text.Trim();
        var negative = rest.StartsWith('-');
        rest = negative ? rest[1..].TrimStart() : rest;
        rest = rest.Length > 0 && Signs.Contains(rest[0], StringComparison.Ordinal) ? rest[1..].TrimStart() : rest;
        var point = rest.IndexOf(decimalMark);
        var whole = point < 0 ? rest : rest[..point];
        var decimals = point < 0 ? [] : rest[(point + 1)..];
        minor = 0;
        if (!TryAppendWhole(whole, decimalMark == '.' ? ',' : '.', ref minor) || !TryAppendDecimals(decimals, digits, ref minor, out var tooFine))
        {
            reason = $"'{text}' is not an amount";
            return false;
        }

        reason = tooFine ? $"'{text}' has more than {digits} decimals" : minor < 0 ? $"'{text}' is too large" : null;
        minor = negative ? -minor : minor;
        return reason is null;
    }

    static bool TryAppendWhole(ReadOnlySpan<char> whole, char group, ref long minor)
    {
        if (whole.IsEmpty)
        {
            return false;
        }

        var first = whole.IndexOf(group);
        for (var index = 0; index < whole.Length; index++)
        {
            // 1,234,567: a first group of up to three digits, then always three.
            var mustGroup = first >= 0 && index >= first && (index - first) % 4 == 0;
            if (mustGroup ? whole[index] != group || first is 0 or > 3 : !TryAppend(whole[index], ref minor))
            {
                return false;
            }
        }

        return first < 0 || (whole.Length - first) % 4 == 0;
    }

    static bool TryAppendDecimals(ReadOnlySpan<char> decimals, int digits, ref long minor, out bool tooFine)
    {
        tooFine = false;
        for (var index = 0; index < Math.Max(decimals.Length, digits); index++)
        {
            var digit = index < decimals.Length ? decimals[index] : '0';
            if (index < digits ? !TryAppend(digit, ref minor) : !char.IsAsciiDigit(digit))
            {
                return false;
            }

            tooFine |= index >= digits && digit != '0';
        }

        return true;
    }

    /// <summary>Becomes and stays negative when it overflows.</summary>
    static bool TryAppend(char digit, ref long minor)
    {
        if (!char.IsAsciiDigit(digit))
        {
            return false;
        }

        minor = minor < 0 || minor > (long.MaxValue - 9) / 10 ? -1 : (minor * 10) + (digit - '0');
        return true;
    }
}
