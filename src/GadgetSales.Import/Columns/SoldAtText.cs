using System.Globalization;

namespace GadgetSales.Import.Columns;

/// <summary>Reads times: ISO 8601 with or without an offset, or in a format given by the user.</summary>
sealed class SoldAtText(string? format, bool isSplit = false)
{
    static readonly string[] Iso = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
    static readonly string[] IsoWithOffset = [.. Iso[..4].Select(wall => wall + "zzz"), .. Iso[..4].Select(wall => wall + " zzz")];

    /// <summary>What may follow a format of the date alone where the time of day comes from a column of its own.</summary>
    static readonly string[] Clocks = ["", " HH:mm:ss", " HH:mm", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt"];

    readonly string[] _formats = format is null ? [] : isSplit ? [.. Clocks.Select(clock => format + clock)] : [format];

    internal string? Format => format;

    /// <exception cref="ImportRefusedException">The format has a 12-hour clock and no AM or PM.</exception>
    internal static SoldAtText? Of(string? format, bool isSplit)
    {
        if (format is not null && format.Contains('h', StringComparison.Ordinal) && !format.Contains('t', StringComparison.Ordinal))
        {
            throw new ImportRefusedException($"--time-format \"{format}\": hh is a clock of 12 hours and needs tt for AM and PM. Write HH for a clock of 24 hours.");
        }

        return format is null ? null : new SoldAtText(format, isSplit);
    }

    /// <summary>Reads the wall clock and, where the text has one, the offset.</summary>
    internal bool TryRead(string text, out DateTime wall, out TimeSpan? offset)
    {
        if (format is null)
        {
            return TryReadIso(text, out wall, out offset);
        }

        offset = null;
        var withOffset = format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);
        if (withOffset)
        {
            return TryReadWithOffset(text, _formats, out wall, out offset);
        }

        if (DateTime.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall))
        {
            return true;
        }

        // A zone's abbreviation behind the time, which no format can say: EST in one row, EDT in the next.
        var space = text.LastIndexOf(' ');
        if (space < 0 || !ZoneWords.TryOffset(text[(space + 1)..], out var zone))
        {
            return false;
        }

        offset = zone;
        return DateTime.TryParseExact(text.AsSpan(0, space), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall);
    }

    /// <summary>ISO 8601, with or without an offset.</summary>
    internal static bool TryReadIso(string text, out DateTime wall, out TimeSpan? offset)
    {
        (wall, offset) = (default, null);
        if (text.Length < "yyyy-MM-dd".Length || text[4] != '-')
        {
            return false;
        }

        if (TryReadUsual(text, out wall, out offset))
        {
            return true;
        }

        if (text.EndsWith('Z'))
        {
            offset = TimeSpan.Zero;
            return DateTime.TryParseExact(text.AsSpan(0, text.Length - 1), Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall);
        }

        // A sign after the date begins an offset: 2019-04-19T08:46:00-05:00.
        return text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length
            ? TryReadWithOffset(text, IsoWithOffset, out wall, out offset)
            : DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall);
    }

    /// <summary>2019-04-19T08:46:00, with Z, ±hh:mm or nothing behind it: by hand, as formats cost ten times as much and files have millions.</summary>
    static bool TryReadUsual(ReadOnlySpan<char> text, out DateTime wall, out TimeSpan? offset)
    {
        (wall, offset) = (default, null);
        if (text.Length is not (19 or 20 or 25) || text[7] != '-' || text[10] is not ('T' or ' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        Span<int> numbers = stackalloc int[6];
        for (var part = 0; part < 6; part++)
        {
            var start = part == 0 ? 0 : 2 + (3 * part);
            if (!TryReadDigits(text[start..(part == 0 ? 4 : start + 2)], out numbers[part]))
            {
                return false;
            }
        }

        if (numbers[0] == 0 || numbers[1] is < 1 or > 12 || numbers[2] < 1 || numbers[2] > DateTime.DaysInMonth(numbers[0], numbers[1]) || numbers[3] > 23 || numbers[4] > 59 || numbers[5] > 59)
        {
            return false;
        }

        wall = new DateTime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        return TryReadUsualOffset(text[19..], out offset);
    }

    static bool TryReadUsualOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = text is "Z" ? TimeSpan.Zero : null;
        if (text.Length < 6)
        {
            return text is "" or "Z";
        }

        if (text[0] is not ('+' or '-') || text[3] != ':' || !TryReadDigits(text[1..3], out var hours) || !TryReadDigits(text[4..6], out var minutes) || hours > 14 || minutes > 59)
        {
            return false;
        }

        var distance = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -distance : distance;
        return true;
    }

    static bool TryReadDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            number = (number * 10) + digit - '0';
        }

        return !text.ContainsAnyExceptInRange('0', '9');
    }

    static bool TryReadWithOffset(string text, string[] formats, out DateTime wall, out TimeSpan? offset)
    {
        var read = DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        wall = time.DateTime;
        offset = read ? time.Offset : null;
        return read;
    }
}
