using System.Globalization;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>A time as people and tills write it: 11/20/25 2:32 PM, 20-Nov-2025 14:32 EST, Nov 20, 2025 2:32:05 PM, 20.11.2025 14:32 +0100.</summary>
/// <param name="Wall">The clock as written.</param>
/// <param name="Offset">From UTC, by number or by an abbreviation that means one offset.</param>
/// <param name="Shows">The order of day and month that the text itself shows.</param>
/// <param name="IsOpen">Day and month could change places, and it would be another day.</param>
readonly record struct WrittenTime(DateTime Wall, TimeSpan? Offset, DateOrder Shows, bool IsOpen)
{
    /// <summary>Reads a time; a date alone is its midnight.</summary>
    /// <param name="text">The field.</param>
    /// <param name="order">Used where the text does not show it; unknown: as if month first, for a look at what the text shows.</param>
    /// <param name="time">What it says.</param>
    internal static bool TryRead(string text, DateOrder order, out WrittenTime time)
    {
        time = default;
        var rest = text.AsSpan().Trim();
        var colon = rest.IndexOf(':');
        if (colon < 0)
        {
            return TryReadCompact(rest, out time) || WrittenDate.TryRead(rest, order, default, null, out time);
        }

        var start = colon;
        while (start > 0 && char.IsAsciiDigit(rest[start - 1]))
        {
            start--;
        }

        var clock = rest[start..];
        return start > 0
            && TryTakeOffset(ref clock, out var offset)
            && TryReadClock(clock, out var timeOfDay)
            && WrittenDate.TryRead(rest[..start].TrimEnd(" ,T"), order, timeOfDay, offset, out time);
    }

    /// <summary>20251120T143205Z, 20251120143205.</summary>
    static bool TryReadCompact(ReadOnlySpan<char> text, out WrittenTime time)
    {
        var isUtc = text.EndsWith("Z");
        var read = DateTime.TryParseExact(isUtc ? text[..^1] : text, ["yyyyMMdd'T'HHmmss", "yyyyMMddHHmmss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall);
        time = new WrittenTime(wall, isUtc ? TimeSpan.Zero : null, DateOrder.Unknown, false);
        return read;
    }

    /// <summary>A sign and digits, a Z or a known abbreviation behind the clock.</summary>
    static bool TryTakeOffset(ref ReadOnlySpan<char> clock, out TimeSpan? offset)
    {
        offset = null;
        var sign = clock.LastIndexOfAny('+', '-');
        if (sign > 0)
        {
            var known = TryReadOffset(clock[(sign + 1)..], out var distance);
            offset = clock[sign] == '-' ? -distance : distance;
            clock = clock[..sign].TrimEnd();
            clock = clock.EndsWith("GMT") || clock.EndsWith("UTC") ? clock[..^3].TrimEnd() : clock;
            return known;
        }

        var word = clock.Length;
        while (word > 0 && char.IsAsciiLetter(clock[word - 1]))
        {
            word--;
        }

        var name = clock[word..];
        if (name.IsEmpty || name.Equals("AM", StringComparison.OrdinalIgnoreCase) || name.Equals("PM", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!ZoneWords.TryOffset(name.ToString(), out var zone))
        {
            return false;
        }

        offset = zone;
        clock = clock[..word].TrimEnd();
        return true;
    }

    static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        Span<char> digits = stackalloc char[5];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter == ':' && length is 1 or 2)
            {
                continue;
            }

            if (!char.IsAsciiDigit(letter) || length == 4)
            {
                return false;
            }

            digits[length++] = letter;
        }

        if (length == 0 || !int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        offset = length <= 2 ? TimeSpan.FromHours(number) : new TimeSpan(number / 100, number % 100, 0);
        return offset <= TimeSpan.FromHours(14) && (length <= 2 || number % 100 < 60);
    }

    static bool TryReadClock(ReadOnlySpan<char> clock, out TimeSpan time)
    {
        time = default;
        var half = clock.TrimEnd('.');
        var isPm = EndsWith(ref half, "pm") || EndsWith(ref half, "p.m");
        var isAm = !isPm && (EndsWith(ref half, "am") || EndsWith(ref half, "a.m"));
        if (!TimeSpan.TryParseExact(half.TrimEnd(), ["h\\:mm", "h\\:mm\\:ss", "h\\:mm\\:ss\\.FFFFFFF"], CultureInfo.InvariantCulture, out time))
        {
            return false;
        }

        if (!isAm && !isPm)
        {
            return true;
        }

        var hours = time.Hours;
        time += TimeSpan.FromHours((isPm && hours < 12 ? 12 : 0) - (isAm && hours == 12 ? 12 : 0));
        return hours is >= 1 and <= 12;
    }

    static bool EndsWith(ref ReadOnlySpan<char> text, string word)
    {
        if (!text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[..^word.Length];
        return true;
    }
}
