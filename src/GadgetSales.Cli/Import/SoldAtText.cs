using System.Globalization;

namespace GadgetSales.Cli.Import;

/// <summary>Reads times: ISO 8601 with or without an offset, or in a format given by the user.</summary>
sealed class SoldAtText(string? format)
{
    static readonly string[] Iso = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
    static readonly string[] IsoWithOffset = [.. Iso[..4].Select(wall => wall + "zzz")];

    /// <summary>Reads the wall clock and, where the text has one, the offset.</summary>
    internal bool TryRead(string text, out DateTime wall, out TimeSpan? offset)
    {
        offset = null;
        if (format is not null)
        {
            var withOffset = format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);
            return withOffset
                ? TryReadWithOffset(text, [format], out wall, out offset)
                : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out wall);
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

    static bool TryReadWithOffset(string text, string[] formats, out DateTime wall, out TimeSpan? offset)
    {
        var read = DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        wall = time.DateTime;
        offset = time.Offset;
        return read;
    }
}
