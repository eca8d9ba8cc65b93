namespace GadgetSales.Core.Sales;

/// <summary>Quantities in JSON: numbers with at most three decimals and no exponent, held in thousandths. Exact: no floating point.</summary>
static class JsonQuantity
{
    /// <summary>Thousandths of one.</summary>
    public const int One = 1_000;

    /// <summary>The longest text <see cref="Write"/> makes.</summary>
    public const int MaxLength = 24;

    const int Decimals = 3;

    // With three decimals more it still fits 64 bits.
    const int MostDigits = 15;

    /// <param name="number">A number as the JSON grammar allows it.</param>
    /// <param name="milli">Its thousandths.</param>
    /// <returns>False when it has an exponent, is finer than a thousandth or far too large.</returns>
    public static bool TryParse(ReadOnlySpan<byte> number, out long milli)
    {
        milli = 0;
        var negative = number[0] == '-';
        number = negative ? number[1..] : number;
        var point = number.IndexOf((byte)'.');
        var whole = point < 0 ? number : number[..point];
        var decimals = point < 0 ? default : number[(point + 1)..].TrimEnd((byte)'0');
        if (number.ContainsAny((byte)'e', (byte)'E') || whole.Length > MostDigits || decimals.Length > Decimals)
        {
            return false;
        }

        foreach (var digit in whole)
        {
            milli = (milli * 10) + digit - '0';
        }

        for (var place = 0; place < Decimals; place++)
        {
            milli = (milli * 10) + (place < decimals.Length ? decimals[place] - '0' : 0);
        }

        milli = negative ? -milli : milli;
        return true;
    }

    /// <summary>Writes the one spelling, without trailing zeros; returns its length.</summary>
    public static int Write(Span<byte> to, long milli)
    {
        var length = 0;
        if (milli < 0)
        {
            to[length++] = (byte)'-';
        }

        var size = milli < 0 ? (ulong)-milli : (ulong)milli;
        var (whole, rest) = Math.DivRem(size, One);
        whole.TryFormat(to[length..], out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
        length += digits;
        if (rest != 0)
        {
            to[length++] = (byte)'.';
            for (var unit = One / 10UL; rest != 0; unit /= 10)
            {
                to[length++] = (byte)('0' + (rest / unit));
                rest %= unit;
            }
        }

        return length;
    }
}
