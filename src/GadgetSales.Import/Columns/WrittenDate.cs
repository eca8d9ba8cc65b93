using System.Globalization;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>The day of a <see cref="WrittenTime"/>: three parts, of which the month may be a word and the year may stand first or last.</summary>
static class WrittenDate
{
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads the day and puts the clock to it.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, DateOrder order, TimeSpan clock, TimeSpan? offset, out WrittenTime time)
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
