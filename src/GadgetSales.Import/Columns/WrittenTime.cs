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
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

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
            return TryReadDate(rest, order, default, null, out time);
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
            && TryReadDate(rest[..start].TrimEnd(" ,T"), order, timeOfDay, offset, out time);
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

    static bool TryReadDate(ReadOnlySpan<char> text, DateOrder order, TimeSpan clock, TimeSpan? offset, out WrittenTime time)
    {
        time = default;
        if (text.Length == 8 && DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var compact))
        {
            time = new WrittenTime(compact + clock, offset, DateOrder.Unknown, false);
            return true;
        }

        Span<int> parts = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        if (!TrySplit(text, parts, lengths, out var month, out var isDotted))
        {
            return false;
        }

        var (year, first, second, shows) = Arrange(parts, lengths, month);
        var monthFirst = shows switch
        {
            DateOrder.Unknown when year >= 0 && month >= 0 || lengths[0] == 4 => true,
            DateOrder.Unknown => order == DateOrder.Unknown ? !isDotted : order == DateOrder.MonthFirst,
            _ => shows == DateOrder.MonthFirst,
        };
        var isOpen = shows == DateOrder.Unknown && month < 0 && lengths[0] != 4 && first != second;
        var (monthNumber, day) = monthFirst ? (first, second) : (second, first);
        year += year < 100 && (lengths[0] != 4) ? 2000 : 0;
        if (year is < 1 or > 9998 || monthNumber is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, monthNumber))
        {
            return false;
        }

        // With points the day comes first wherever they are used.
        time = new WrittenTime(new DateTime(year, monthNumber, day) + clock, offset, isOpen && isDotted ? DateOrder.DayFirst : shows, isOpen && !isDotted);
        return true;
    }

    /// <summary>The year, then month and day (where the order is known so) or the two in the order they stand.</summary>
    static (int Year, int First, int Second, DateOrder Shows) Arrange(ReadOnlySpan<int> parts, ReadOnlySpan<int> lengths, int month)
    {
        if (month >= 0)
        {
            // A month by name: what is left is day and year, the year last unless it has four digits.
            var (one, other) = month switch { 0 => (1, 2), 1 => (0, 2), _ => (0, 1) };
            var (day, year) = lengths[one] == 4 ? (parts[other], parts[one]) : (parts[one], parts[other]);
            return (year, parts[month], day, DateOrder.Unknown);
        }

        if (lengths[0] == 4)
        {
            return (parts[0], parts[1], parts[2], DateOrder.Unknown);
        }

        var shows = parts[0] > 12 ? DateOrder.DayFirst : parts[1] > 12 ? DateOrder.MonthFirst : DateOrder.Unknown;
        return (parts[2], parts[0], parts[1], shows);
    }

    static bool TrySplit(ReadOnlySpan<char> text, Span<int> parts, Span<int> lengths, out int month, out bool isDotted)
    {
        (month, isDotted) = (-1, false);
        var count = 0;
        for (var index = 0; index < text.Length;)
        {
            var start = index;
            while (index < text.Length && char.IsAsciiLetterOrDigit(text[index]))
            {
                index++;
            }

            var part = text[start..index];
            if (part.IsEmpty || count == 3 || !TryReadPart(part, out parts[count], out var isMonth) || (isMonth && month >= 0))
            {
                return false;
            }

            month = isMonth ? count : month;
            lengths[count++] = part.Length;
            isDotted |= index < text.Length && text[index] == '.';
            while (index < text.Length && text[index] is '/' or '.' or '-' or ' ' or ',')
            {
                index++;
            }
        }

        return count == 3 && (lengths[0] == 4 || month >= 0 || lengths[2] is 2 or 4);
    }

    static bool TryReadPart(ReadOnlySpan<char> part, out int number, out bool isMonth)
    {
        isMonth = false;
        if (part.Length <= 4 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        number = 0;
        if (part.Length < 3)
        {
            return false;
        }

        Span<char> start = stackalloc char[3];
        part[..3].ToLowerInvariant(start);
        for (var index = 0; index < Months.Length; index++)
        {
            if (start.SequenceEqual(Months[index]))
            {
                (number, isMonth) = (index + 1, true);
                return true;
            }
        }

        return false;
    }
}
