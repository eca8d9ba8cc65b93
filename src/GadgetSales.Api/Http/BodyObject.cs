using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Http;

/// <summary>
/// The members of a small JSON object, read as strictly as a sale's: what is unknown, repeated or of the wrong kind is an error at its JSON pointer, and reading
/// goes on behind it to find the others.
/// </summary>
public sealed class BodyObject
{
    /// <summary>The largest of such documents.</summary>
    public const int MaxBytes = 64 * 1024;

    readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    readonly List<InputError> _errors = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<InputError> Errors => _errors;

    /// <summary>The object, or why there is none. Never throws for what the bytes hold.</summary>
    public static async Task<(BodyObject? Body, Problem? Refusal)> ReadAsync(HttpContext context, BodyBudget budget, IReadOnlyList<string> known)
    {
        if (Http.MediaTypes.OfBody(context.Request, Http.MediaTypes.Json) is null)
        {
            return (null, Http.MediaTypes.Unsupported(Http.MediaTypes.Json));
        }

        using var body = await RequestBody.ReadAsync(context, MaxBytes, budget);
        return Read(body.Memory, known);
    }

    public void Refuse(string name, string message) => _errors.Add(new InputError("/" + name, message));

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    public void Require(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Has(name))
            {
                Refuse(name, "Is required.");
            }
        }
    }

    /// <summary>Printable characters, trimmed.</summary>
    public string? Text(string name, int most = SaleMembers.MaxText)
    {
        if (TextOf(name) is not { } text)
        {
            return null;
        }

        text = text.Trim();
        if (PrintableText.IsValid(text, most))
        {
            return text;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be 1 to {most:N0} printable characters."));
        return null;
    }

    public string? Id(string name)
    {
        if (TextOf(name) is not { } text)
        {
            return null;
        }

        if (SaleId.IsValid(text))
        {
            return text;
        }

        Refuse(name, SaleMembers.Of(SaleMember.SaleId).Refusal);
        return null;
    }

    public string? Currency(string name) => Parsed(name, "an ISO 4217 code in upper case, such as USD", text => Currencies.IsKnown(text) ? text : null);

    public DateOnly? Date(string name) => Value(name, "a calendar date as yyyy-MM-dd", text =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null);

    public TimeOnly? Time(string name) => Value(name, "a time of day as HH:mm, such as 04:00", text =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null);

    public long? Integer(string name, long least, long most)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from {least:N0} to {most:N0}, without quotes."));
        return null;
    }

    /// <summary>The entries of an array of objects; none where the member is absent.</summary>
    public IReadOnlyList<JsonElement> Entries(string name, int most)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            return [];
        }

        if (member.ValueKind == JsonValueKind.Array && member.GetArrayLength() <= most && member.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Object))
        {
            return [.. member.EnumerateArray()];
        }

        Refuse(name, $"Must be an array of at most {most} objects.");
        return [];
    }

    string? Parsed(string name, string what, Func<string, string?> parse)
    {
        if (TextOf(name) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        Refuse(name, $"Must be {what}.");
        return null;
    }

    T? Value<T>(string name, string what, Func<string, T?> parse)
        where T : struct
    {
        if (TextOf(name) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        Refuse(name, $"Must be {what}.");
        return null;
    }

    /// <summary>Half of a surrogate pair, which JSON can spell, is refused like any other character that is not printable.</summary>
    string? TextOf(string name)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            return null;
        }

        try
        {
            if (member.ValueKind == JsonValueKind.String)
            {
                return member.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD\u0000";
        }

        Refuse(name, "Must be a text in quotes.");
        return null;
    }

    static (BodyObject? Body, Problem? Refusal) Read(ReadOnlyMemory<byte> utf8, IReadOnlyList<string> known)
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
                return (null, Malformed("Must be a JSON object."));
            }

            var body = new BodyObject();
            body.Take(document.RootElement.Clone(), known);
            return (body, null);
        }
        catch (JsonException error)
        {
            return (null, Malformed($"Is not valid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."));
        }
    }

    void Take(JsonElement root, IReadOnlyList<string> known)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            var name = NameOf(member);
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                var meant = Suggestion.For(name, known);
                Refuse(name, meant is null ? $"There is no such member. Members are: {string.Join(", ", known)}." : $"There is no such member: did you mean {meant}?");
            }
            else if (!seen.Add(name))
            {
                Refuse(name, "Appears more than once: keep one of them.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                _members.Add(name, member.Value);
            }
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

    static Problem Malformed(string message) => new(ProblemKind.MalformedJson, message) { Errors = [new InputError("", message)] };
}
