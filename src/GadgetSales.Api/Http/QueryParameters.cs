using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Http;

/// <summary>
/// Reads a request's query string and gathers everything that is wrong, by parameter.
/// Names and choices are case-sensitive; each message says what is allowed.
/// </summary>
public sealed class QueryParameters(IReadOnlyDictionary<string, IReadOnlyList<string>> given)
{
    /// <summary>What a parameter that is on or off can be.</summary>
    public static readonly IReadOnlyList<string> Flags = ["true", "false"];

    readonly List<InputError> _errors = [];

    /// <summary>Every value of every name; a name without value has an empty one.</summary>
    public static QueryParameters Of(HttpRequest request) => new(request.Query.ToDictionary(
        pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(value => value ?? "")], StringComparer.Ordinal));

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<InputError> Errors => _errors;

    public bool Has(string name) => given.ContainsKey(name);

    public bool IsRefused(string name) => _errors.Exists(error => string.Equals(error.Place, name, StringComparison.Ordinal));

    public void Refuse(string name, string message) => _errors.Add(new InputError(name, message));

    /// <summary>A misspelt parameter must not be ignored: the answer would be to another question.</summary>
    public void RefuseUnknown(IReadOnlyCollection<string> known)
    {
        foreach (var name in given.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            Refuse(name, known.Count == 0
                ? "There is no such parameter: this address takes none."
                : $"There is no such parameter.{Hint(name, known)} Parameters are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>The parameter's only value; null when it is absent or given twice, which is refused.</summary>
    public string? One(string name)
    {
        if (!given.TryGetValue(name, out var values) || values.Count == 0)
        {
            return null;
        }

        if (values.Count > 1)
        {
            Refuse(name, "May be given once only.");
            return null;
        }

        return values[0];
    }

    /// <summary>Values separated by commas, from all occurrences of the parameter, in order; empty when it is absent.</summary>
    public IReadOnlyList<string> Many(string name)
    {
        if (!given.TryGetValue(name, out var values))
        {
            return [];
        }

        List<string> parts = [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        foreach (var twice in parts.GroupBy(part => part, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Refuse(name, $"Lists '{Shown(twice.Key)}' more than once.");
        }

        return [.. parts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Every occurrence as it is: the values of a filter, which may hold commas.</summary>
    public IReadOnlyList<string> Each(string name) => given.TryGetValue(name, out var values) ? [.. values.Distinct(StringComparer.Ordinal)] : [];

    public T Choice<T>(string name, IReadOnlyList<T> choices, T otherwise)
        where T : class => One(name) is { } value ? Find(name, value, choices) ?? otherwise : otherwise;

    public T? Choice<T>(string name, IReadOnlyList<T> choices)
        where T : class => One(name) is { } value ? Find(name, value, choices) : null;

    public IReadOnlyList<T> Choices<T>(string name, IReadOnlyList<T> choices)
        where T : class => [.. Many(name).Select(value => Find(name, value, choices)).OfType<T>()];

    /// <summary>The choice that <paramref name="value"/> names; null after refusing it.</summary>
    public T? Find<T>(string name, string value, IReadOnlyList<T> choices)
        where T : class
    {
        if (choices.FirstOrDefault(choice => string.Equals(choice.ToString(), value, StringComparison.Ordinal)) is { } found)
        {
            return found;
        }

        List<string> names = [.. choices.Select(choice => choice.ToString()!)];
        Refuse(name, $"'{Shown(value)}' is not one of: {string.Join(", ", names)}.{Hint(value, names)}");
        return null;
    }

    /// <summary>true or false; false when it is absent.</summary>
    public bool Flag(string name) => string.Equals(Choice(name, Flags), Flags[0], StringComparison.Ordinal);

    /// <summary>A date as <c>2019-01-31</c>.</summary>
    public DateOnly? Date(string name, DateSpan allowed)
    {
        if (One(name) is not { } value)
        {
            return null;
        }

        return ReadDate(name, value, allowed);
    }

    /// <summary>The date that <paramref name="value"/>, a part of the parameter, is; null after refusing it.</summary>
    public DateOnly? ReadDate(string name, string value, DateSpan allowed)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Refuse(name, $"'{Shown(value)}' is not a date. Write it as 2019-01-31.");
            return null;
        }

        if (date < allowed.From || date > allowed.To)
        {
            Refuse(name, $"Must be from {allowed.From:yyyy-MM-dd} to {allowed.To:yyyy-MM-dd}.");
            return null;
        }

        return date;
    }

    public int? Number(string name, int lowest, int highest)
    {
        if (One(name) is not { } value)
        {
            return null;
        }

        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
        {
            return number;
        }

        Refuse(name, $"'{Shown(value)}' is not a whole number from {lowest} to {highest}.");
        return null;
    }

    static string Hint(string value, IReadOnlyCollection<string> names) =>
        Suggestion.For(value, names) is { } meant ? $" Did you mean '{meant}'?" : "";

    static string Shown(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
