using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
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
    const string EffectRule = "Must be a number such as 25 or -100, without quotes.";
    const string DatesRule = "Must be a list of dates such as [\"2019-05-31\"].";
    const string DateRule = "Must be a date such as \"2019-05-31\".";

    static readonly string[] Members = ["name", "effectPercent", "dates", "date"];

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

        var effect = 0.0;
        if (!members.TryGetValue("effectPercent", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetDouble(out effect))
        {
            Fail(pointer + "/effectPercent", EffectRule);
        }

        return new SalesEvent(name ?? "", ReadDates(members, pointer), effect);
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
