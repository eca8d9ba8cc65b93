using System.Text.RegularExpressions;

namespace GadgetSales.Import.Columns;

/// <summary>Takes a store id out of a longer text, such as an address: the groups of a regular expression, joined by hyphens, or the whole match.</summary>
sealed class StorePattern
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    readonly Regex _regex;
    readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <exception cref="ImportRefusedException">The rule is not <c>COLUMN:REGEX</c>.</exception>
    internal StorePattern(string rule, Func<string, int> find)
    {
        var colon = rule.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            throw new ImportRefusedException($"--store-from {rule}: write COLUMN:REGEX, such as 'Purchase Address:, ([A-Z]{{2}}) '.");
        }

        Column = find(rule[..colon]);
        Pattern = rule[(colon + 1)..];
        try
        {
            _regex = new Regex(Pattern, RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException error)
        {
            throw new ImportRefusedException($"--store-from {rule}: {error.Message}", error);
        }
    }

    internal int Column { get; }

    internal string Pattern { get; }

    /// <summary>Null when the text does not match.</summary>
    internal string? Of(string[] row)
    {
        var text = Column < row.Length ? row[Column] : "";
        if (_known.TryGetValue(text, out var store))
        {
            return store;
        }

        var match = _regex.Match(text);
        store = !match.Success ? null : match.Groups.Count == 1 ? match.Value : string.Join('-', match.Groups.Values.Skip(1).Select(group => group.Value));
        if (_known.Count < 10_000)
        {
            _known.Add(text, store);
        }

        return store;
    }
}
