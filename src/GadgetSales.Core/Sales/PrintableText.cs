using System.Globalization;
using System.Text;

namespace GadgetSales.Core.Sales;

/// <summary>
/// What names and keys may hold: any script and emoji, but nothing that shows as nothing or rearranges its neighbours. Refused are control
/// characters, line and paragraph separators, halves of surrogate pairs, byte order marks and bidirectional embeddings, overrides and
/// isolates; joiners and direction marks, which scripts and emoji need, are allowed.
/// </summary>
public static class PrintableText
{
    /// <summary>Whether the text is trimmed, not empty, at most <paramref name="maxLength"/> code points long and printable.</summary>
    public static bool IsValid(string text, int maxLength)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return false;
        }

        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? AreValid(text, maxLength) : text.Length <= maxLength;
    }

    /// <summary>Whether the text is at most <paramref name="maxLength"/> code points of valid Unicode, whatever they show; it may be empty.</summary>
    public static bool IsShort(string text, int maxLength)
    {
        var length = 0;
        for (var index = 0; index < text.Length; length++)
        {
            if (length == maxLength || !Rune.TryGetRuneAt(text, index, out var rune))
            {
                return false;
            }

            index += rune.Utf16SequenceLength;
        }

        return true;
    }

    static bool AreValid(string text, int maxLength)
    {
        var length = 0;
        var visible = false;
        for (var index = 0; index < text.Length; length++)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune) || !IsAllowed(rune, out var shows))
            {
                return false;
            }

            visible |= shows;
            index += rune.Utf16SequenceLength;
        }

        return visible && length <= maxLength;
    }

    static bool IsAllowed(Rune rune, out bool shows)
    {
        var category = Rune.GetUnicodeCategory(rune);
        shows = category is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator);
        return category switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            UnicodeCategory.Format => rune.Value is not (0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)),
            _ => true,
        };
    }
}
