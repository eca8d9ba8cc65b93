namespace GadgetSales.Core.Sales;

/// <summary>How a JSON number stands to the 64-bit integers.</summary>
enum IntegerParse
{
    Exact,
    Fraction,
    TooLarge,
}

/// <summary>Reads JSON numbers that are whole however they are spelled: <c>2</c>, <c>2.0</c>, <c>2e0</c>, <c>20e-1</c>. Exact: no floating point.</summary>
static class JsonInteger
{
    // Far beyond any exponent that could still give a 64-bit integer from a document of the allowed size.
    const int ExponentCap = 1_000_000_000;

    /// <param name="number">A number as the JSON grammar allows it.</param>
    /// <param name="value">The integer when the answer is <see cref="IntegerParse.Exact"/>.</param>
    public static IntegerParse Parse(ReadOnlySpan<byte> number, out long value)
    {
        value = 0;
        var negative = number[0] == '-';
        if (negative)
        {
            number = number[1..];
        }

        var exponent = 0;
        var split = number.IndexOfAny((byte)'e', (byte)'E');
        if (split >= 0)
        {
            exponent = ParseExponent(number[(split + 1)..]);
            number = number[..split];
        }

        var point = number.IndexOf((byte)'.');
        var whole = point < 0 ? number : number[..point];
        var decimals = point < 0 ? default : number[(point + 1)..].TrimEnd((byte)'0');
        return Scale(whole, decimals, exponent, negative, out value);
    }

    static IntegerParse Scale(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> decimals, int exponent, bool negative, out long value)
    {
        value = 0;
        var significant = decimals.IsEmpty ? whole.TrimEnd((byte)'0') : whole;
        var zeros = whole.Length - significant.Length + exponent - decimals.Length;
        if (significant.IsEmpty)
        {
            return IntegerParse.Exact;
        }

        if (zeros < 0)
        {
            return IntegerParse.Fraction;
        }

        Int128 sum = 0;
        for (var index = 0; index < significant.Length + decimals.Length + Math.Min(zeros, 20); index++)
        {
            var digit = index < significant.Length ? significant[index] - '0'
                : index < significant.Length + decimals.Length ? decimals[index - significant.Length] - '0' : 0;
            sum = (sum * 10) + digit;
            if (sum > (Int128)long.MaxValue + 1)
            {
                return IntegerParse.TooLarge;
            }
        }

        sum = negative ? -sum : sum;
        if (sum > long.MaxValue)
        {
            return IntegerParse.TooLarge;
        }

        value = (long)sum;
        return IntegerParse.Exact;
    }

    static int ParseExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long value = 0;
        foreach (var digit in text)
        {
            if (digit is not ((byte)'-' or (byte)'+'))
            {
                value = Math.Min(ExponentCap, (value * 10) + digit - '0');
            }
        }

        return (int)(negative ? -value : value);
    }
}
