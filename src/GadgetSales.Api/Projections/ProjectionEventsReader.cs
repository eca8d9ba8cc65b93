using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>
/// Reads <see cref="ProjectionEvents"/> as strictly as a sale: what is unknown, repeated or of the wrong kind is an error at its JSON pointer, and reading goes on
/// behind it to find the others. What events may say is checked by <see cref="SalesEventRules"/>.
/// </summary>
public sealed class ProjectionEventsReader
{
    public const int MaxBytes = 256 * 1024;

    const string EventRule = "Must be an object with name, effectPercent, and date or dates.";
    const string NameRule = "Must be a text: what people call the event.";
    const string EffectRule = "Must be a number such as 25 or -100, without quotes. It may be left out where past dates are given to learn it from.";
    const string EveryRule = "Must be week, month or year.";
    const string OpensRule = "Must be true or false.";
    const string ScopeRule = "Must be a text or a list of texts.";
    const string DatesRule = "Must be a list of dates such as [\"2019-05-31\"].";
    const string DateRule = "Must be a date such as \"2019-05-31\".";

    static readonly Dimension[] Scopes = [Dimension.Store, Dimension.Category, Dimension.Sku];

    static readonly Grain[] Repeats = [Grain.Week, Grain.Month, Grain.Year];

    static readonly string[] Members = ["name", "effectPercent", "dates", "date", "every", "opens", .. Scopes.Select(dimension => dimension.Name)];

    readonly List<InputError> _errors = [];

    /// <summary>The events, or every error. Never throws for what the bytes hold.</summary>
    public static (IReadOnlyList<SalesEvent>? Events, Problem? Refusal) Read(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return (null, Malformed("Is not valid UTF-8: encode the JSON as UTF-8."));
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, Malformed("Must be a JSON object: {\"events\": […]}."));
            }

            var reader = new ProjectionEventsReader();
            var events = reader.ReadRoot(document.RootElement);
            return reader._errors.Count == 0 ? (events, null) : (null, Problem.Invalid(reader._errors));
        }
        catch (JsonException error)
        {
            return (null, Malformed($"Is not valid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."));
        }
    }

    static Problem Malformed(string message) => new(ProblemKind.MalformedJson, message) { Errors = [new InputError("", message)] };

    List<SalesEvent> ReadRoot(JsonElement root)
    {
        List<SalesEvent> events = [];
        if (!MembersOf(root, "", ["events"]).TryGetValue("events", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Fail("/events", $"Is required: a list of 1 to {SalesEventRules.MaxEvents} events.");
            return events;
        }

        // Longer lists are refused by their length; what else is wrong in them is noise.
        foreach (var (index, each) in list.EnumerateArray().Take(SalesEventRules.MaxEvents + 1).Index())
        {
            events.Add(ReadEvent(each, "/events/" + index.ToString(CultureInfo.InvariantCulture)));
        }

        return events;
    }

    SalesEvent ReadEvent(JsonElement each, string pointer)
    {
        if (each.ValueKind != JsonValueKind.Object)
        {
            Fail(pointer, EventRule);
            return new SalesEvent("", [], 0);
        }

        var members = MembersOf(each, pointer, Members);
        var name = members.TryGetValue("name", out var text) && text.ValueKind == JsonValueKind.String ? TextOf(text) : null;
        if (name is null)
        {
            Fail(pointer + "/name", NameRule);
        }

        var dates = ReadDates(members, pointer);
        var (every, opens) = (ReadEvery(members, pointer), ReadOpens(members, pointer));
        return new SalesEvent(name ?? "", dates, ReadEffect(members, pointer, mayBeAbsent: opens || every is not null || dates.Count > 1))
        {
            Every = every,
            Opens = opens,
            Scope = [.. Scopes.Where(dimension => members.ContainsKey(dimension.Name)).Select(dimension => ReadScope(members[dimension.Name], dimension, pointer))],
        };
    }

    double? ReadEffect(Dictionary<string, JsonElement> members, string pointer, bool mayBeAbsent)
    {
        if (!members.TryGetValue("effectPercent", out var number) || number.ValueKind == JsonValueKind.Null)
        {
            if (!mayBeAbsent)
            {
                Fail(pointer + "/effectPercent", EffectRule);
            }

            return null;
        }

        if (number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var effect))
        {
            return effect;
        }

        Fail(pointer + "/effectPercent", EffectRule);
        return null;
    }

    Grain? ReadEvery(Dictionary<string, JsonElement> members, string pointer)
    {
        if (!members.TryGetValue("every", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var every = value.ValueKind == JsonValueKind.String ? Array.Find(Repeats, grain => string.Equals(grain.Name, TextOf(value), StringComparison.Ordinal)) : null;
        if (every is null)
        {
            Fail(pointer + "/every", EveryRule);
        }

        return every;
    }

    bool ReadOpens(Dictionary<string, JsonElement> members, string pointer)
    {
        if (members.TryGetValue("opens", out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            Fail(pointer + "/opens", OpensRule);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    DimensionFilter ReadScope(JsonElement value, Dimension dimension, string pointer)
    {
        JsonElement[] values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        string[] texts = [.. values.Where(each => each.ValueKind == JsonValueKind.String).Select(TextOf).OfType<string>().Where(text => text.Length > 0)];
        if (texts.Length != values.Length || texts.Length == 0)
        {
            Fail($"{pointer}/{dimension.Name}", ScopeRule);
        }

        return new DimensionFilter(dimension, texts);
    }

    List<DateOnly> ReadDates(Dictionary<string, JsonElement> members, string pointer)
    {
        List<DateOnly> dates = [];
        if (members.TryGetValue("dates", out var list) && list.ValueKind != JsonValueKind.Null)
        {
            if (list.ValueKind != JsonValueKind.Array)
            {
                Fail(pointer + "/dates", DatesRule);
                return dates;
            }

            foreach (var (index, each) in list.EnumerateArray().Index())
            {
                AddDate(each, $"{pointer}/dates/{index.ToString(CultureInfo.InvariantCulture)}", dates);
            }
        }

        if (members.TryGetValue("date", out var single) && single.ValueKind != JsonValueKind.Null)
        {
            AddDate(single, pointer + "/date", dates);
        }

        return [.. dates.Distinct()];
    }

    void AddDate(JsonElement value, string pointer, List<DateOnly> dates)
    {
        if (value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(TextOf(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            dates.Add(date);
        }
        else
        {
            Fail(pointer, DateRule);
        }
    }

    Dictionary<string, JsonElement> MembersOf(JsonElement element, string pointer, string[] known)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                Fail(pointer + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), Unknown(name, known));
            }
            else if (!members.TryAdd(name, member.Value))
            {
                Fail(pointer + "/" + name, "Appears more than once: keep one of them.");
            }
        }

        return members;
    }

    static string Unknown(string given, string[] known) =>
        Suggestion.For(given, known) is { } meant ? $"There is no such member: did you mean {meant}?" : $"There is no such member. Members are: {string.Join(", ", known)}.";

    void Fail(string pointer, string message)
    {
        if (_errors.Count < 100)
        {
            _errors.Add(new InputError(pointer, message));
        }
    }

    /// <summary>Null for a text with half of a surrogate pair, which JSON can spell and .NET's reader refuses.</summary>
    static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name.Length <= 64 ? member.Name : member.Name[..64];
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
