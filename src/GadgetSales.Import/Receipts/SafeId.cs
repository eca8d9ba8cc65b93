using System.Text;

namespace GadgetSales.Import.Receipts;

/// <summary>A sale id out of a number as shops write it. Those that differ only in what an id cannot hold get one id, and then disagree on their external id.</summary>
static class SafeId
{
    const string Marks = "._:-";

    /// <summary><c>#1001</c> is 1001, <c>POS/2026/00107</c> is POS-2026-00107; an id that is one already stays. Empty where nothing is left.</summary>
    internal static string Of(string number)
    {
        if (number.All(letter => char.IsAsciiLetterOrDigit(letter) || Marks.Contains(letter, StringComparison.Ordinal)))
        {
            return number;
        }

        var id = new StringBuilder(number.Length);
        foreach (var letter in number)
        {
            var fits = char.IsAsciiLetterOrDigit(letter) || Marks.Contains(letter, StringComparison.Ordinal);
            if (fits || id.Length > 0)
            {
                id.Append(fits ? letter : '-');
            }
        }

        return id.ToString().TrimEnd('-').TrimStart('.', '_', ':', '-');
    }
}
