namespace GadgetSales.Core.Sales;

/// <summary>
/// Times as RFC 3339 writes them, strictly: full date, T, seconds, an optional fraction and an offset. Fractions finer than the
/// 100 ns that a time here can hold are cut off; leap seconds and offsets beyond ±14:00 are refused.
/// </summary>
public static class Rfc3339
{
    /// <summary>The longest text <see cref="Write"/> makes.</summary>
    public const int MaxLength = 33;

    const int DateLength = 10;
    const int TimeLength = 19;

    public static bool TryParseDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-'
            || !Digits(text, 0, 4, out var year) || !Digits(text, 5, 2, out var month) || !Digits(text, 8, 2, out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length <= TimeLength || !TryParseDate(text[..DateLength], out var date)
            || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':'
            || !Digits(text, 11, 2, out var hour) || !Digits(text, 14, 2, out var minute) || !Digits(text, 17, 2, out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var rest = text[TimeLength..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var local = date.ToDateTime(new TimeOnly(hour, minute, second)).Ticks + fraction;
        var utc = local - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(local, offset);
        return true;
    }

    /// <summary>Writes the one canonical spelling: no trailing zeros in the fraction, <c>Z</c> for a zero offset. Returns its length.</summary>
    public static int Write(Span<byte> to, DateTimeOffset time)
    {
        var length = WriteDate(to, DateOnly.FromDateTime(time.DateTime));
        to[length++] = (byte)'T';
        length += Pair(to[length..], time.Hour, ':');
        length += Pair(to[length..], time.Minute, ':');
        length += Pair(to[length..], time.Second, '\0');
        var fraction = time.Ticks % TimeSpan.TicksPerSecond;
        if (fraction != 0)
        {
            to[length++] = (byte)'.';
            for (var unit = TimeSpan.TicksPerSecond / 10; fraction != 0; unit /= 10)
            {
                to[length++] = (byte)('0' + (fraction / unit));
                fraction %= unit;
            }
        }

        var minutes = time.TotalOffsetMinutes;
        if (minutes == 0)
        {
            to[length++] = (byte)'Z';
            return length;
        }

        to[length++] = (byte)(minutes < 0 ? '-' : '+');
        length += Pair(to[length..], Math.Abs(minutes) / 60, ':');
        return length + Pair(to[length..], Math.Abs(minutes) % 60, '\0');
    }

    /// <summary>Writes <c>yyyy-MM-dd</c>; returns its length.</summary>
    public static int WriteDate(Span<byte> to, DateOnly date)
    {
        date.Deconstruct(out var year, out var month, out var day);
        Pair(to, year / 100, '\0');
        Pair(to[2..], year % 100, '-');
        Pair(to[5..], month, '-');
        Pair(to[8..], day, '\0');
        return DateLength;
    }

    static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
        {
            return true;
        }

        var unit = TimeSpan.TicksPerSecond / 10;
        var index = 1;
        for (; index < rest.Length && char.IsAsciiDigit((char)rest[index]); index++)
        {
            ticks += (rest[index] - '0') * unit;
            unit /= 10;
        }

        rest = rest[index..];
        return index > 1;
    }

    static bool TryReadOffset(ReadOnlySpan<byte> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.Length == 1)
        {
            return (rest[0] | 0x20) == 'z';
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':'
            || !Digits(rest, 1, 2, out var hours) || !Digits(rest, 4, 2, out var minutes) || minutes > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        foreach (var digit in text.Slice(start, count))
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }

    static int Pair(Span<byte> to, int value, char separator)
    {
        to[0] = (byte)('0' + (value / 10));
        to[1] = (byte)('0' + (value % 10));
        if (separator == '\0')
        {
            return 2;
        }

        to[2] = (byte)separator;
        return 3;
    }
}
