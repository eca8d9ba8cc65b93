using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GadgetSales.Import.Receipts;

/// <summary>Names as the service keeps them, and a SKU for a product that has a name only. The same name gives the same SKU in every file.</summary>
sealed class ProductCode
{
    const int Longest = 64;
    const int LongestName = 500;
    const int Remembered = 100_000;

    readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Lower case letters, digits and symbols, everything else one hyphen: <c>AAA Batteries (4-pack)</c> is <c>aaa-batteries-4-pack</c>, C++, C# and C stay apart.
    /// What is too long ends with a hash of the whole name.
    /// </summary>
    internal string Of(string name)
    {
        if (_known.TryGetValue(name, out var code))
        {
            return code;
        }

        code = Make(name);
        if (_known.Count < Remembered)
        {
            _known.Add(name, code);
        }

        return code;
    }

    /// <summary>One space for tabs, line breaks and runs of spaces; control characters go.</summary>
    internal static string Tidy(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('\0', '\u001F') && !name.Contains("  ", StringComparison.Ordinal) && name.Length <= LongestName)
        {
            return name;
        }

        var tidy = string.Join(' ', new string([.. name.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length <= LongestName ? tidy : tidy[..(char.IsHighSurrogate(tidy[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
    }

    static string Make(string name)
    {
        var words = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            words.Append(Counts(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ");
        }

        var code = string.Join('-', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return code.Length == 0 ? "name-" + Hash(name) : code.Length <= Longest ? code : $"{Cut(code)}-{Hash(name)}";
    }

    static bool Counts(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '#' or '%' or '*' or '@' || (Rune.IsSymbol(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.ModifierSymbol)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && rune.Value is not (>= 0xFE00 and <= 0xFE0F);

    static string Cut(string code)
    {
        var length = Longest - 9;
        return code[..(char.IsHighSurrogate(code[length - 1]) ? length - 1 : length)].TrimEnd('-');
    }

    static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
}
