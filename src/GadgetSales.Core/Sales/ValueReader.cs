using System.Text;
using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Reads single values and notes what is wrong with them. The document is valid UTF-8 when it comes here. A value that is refused
/// reads as null and is skipped whole, so reading can go on behind it.
/// </summary>
/// <param name="utf8">The whole document.</param>
/// <param name="trim">Whether white space around texts is dropped: wanted of tills, but what was recorded is read back as it stands.</param>
ref struct ValueReader(ReadOnlySpan<byte> utf8, bool trim)
{
    // A sale needs three; the rest is room for telling unknown members by name.
    const int MaxDepth = 16;
    const int ScratchBytes = 128;

    public Utf8JsonReader Json = new(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow, MaxDepth = MaxDepth });
    public SaleErrors Errors;

    /// <summary>Index of the list's entry being read, or -1 on the receipt's own members.</summary>
    public int Index = -1;

    /// <summary>A name or key.</summary>
    public string? Text(SaleMember member) => Characters(member, trim, cache: true);

    /// <summary>A string exactly as it stands.</summary>
    public string? Exact(SaleMember member, bool cache) => Characters(member, trimmed: false, cache);

    public long? Integer(SaleMember member)
    {
        if (!IsNumber(member))
        {
            return null;
        }

        if (Json.TryGetInt64(out var value))
        {
            return value;
        }

        return JsonInteger.Parse(Json.ValueSpan, out value) switch
        {
            IntegerParse.Exact => value,
            IntegerParse.Fraction => Refuse<long>(member, $"Must be {SaleMembers.Of(member).Holds}, not a fraction."),
            _ => Refuse<long>(member, SaleMembers.Of(member).Refusal),
        };
    }

    /// <summary>An integer small enough for the types that hold it; the validator judges the rest of its range.</summary>
    public long? Int32(SaleMember member) =>
        Integer(member) is not { } value ? null
        : value is >= int.MinValue and <= int.MaxValue ? value
        : Refuse<long>(member, SaleMembers.Of(member).Refusal);

    public DateTimeOffset? Time(SaleMember member)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        return Json.TokenType == JsonTokenType.String && Rfc3339.TryParse(Bytes(scratch), out var time)
            ? time
            : Refuse<DateTimeOffset>(member, SaleMembers.Of(member).Refusal);
    }

    public DateOnly? Date(SaleMember member)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        return Json.TokenType == JsonTokenType.String && Rfc3339.TryParseDate(Bytes(scratch), out var date)
            ? date
            : Refuse<DateOnly>(member, SaleMembers.Of(member).Refusal);
    }

    /// <summary>Which of the member's choices it is.</summary>
    public int? Choice(SaleMember member)
    {
        var rule = SaleMembers.Of(member);
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        var text = Json.TokenType == JsonTokenType.String ? Bytes(scratch) : default;
        for (var choice = 0; choice < rule.ChoicesJson.Length; choice++)
        {
            if (text.SequenceEqual(rule.ChoicesJson[choice].AsSpan(1..^1)))
            {
                return choice;
            }
        }

        var isLower = rule.Choices.All(choice => !choice.Any(char.IsUpper));
        return Refuse<int>(member, isLower ? $"Must be {rule.Holds}, in lower case." : $"Must be {rule.Holds}, spelled so.");
    }

    public bool? Flag(SaleMember member) => Json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => Refuse<bool>(member, $"Must be {SaleMembers.Of(member).Holds}, not a string: write it without quotes."),
        _ => Refuse<bool>(member, SaleMembers.Of(member).Refusal),
    };

    /// <summary>Thousandths of a number; the validator judges its range.</summary>
    public long? Quantity(SaleMember member) =>
        !IsNumber(member) ? null
        : JsonQuantity.TryParse(Json.ValueSpan, out var milli) ? milli
        : Refuse<long>(member, SaleMembers.Of(member).Refusal);

    /// <summary>The current string or name without its escapes; as it stands in the document where it is too long or broken to be anything known.</summary>
    public readonly ReadOnlySpan<byte> Bytes(Span<byte> scratch)
    {
        if (!Json.ValueIsEscaped || Json.ValueSpan.Length > scratch.Length)
        {
            return Json.ValueSpan;
        }

        try
        {
            return scratch[..Json.CopyString(scratch)];
        }
        catch (InvalidOperationException)
        {
            return Json.ValueSpan;
        }
    }

    /// <summary>The current string or name, or null when its escapes leave half of a surrogate pair.</summary>
    public readonly string? TextOrNull()
    {
        try
        {
            return Json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public void Fail(SaleMember member, string message) => Errors.Add(SaleMembers.Of(member).PointerAt(Index), message);

    /// <summary>Notes what is wrong with an entry of a list as a whole, and skips it.</summary>
    public void FailEntry(ObjectMembers members, string message)
    {
        Errors.Add($"/{members.List}/{Index}", message);
        Json.Skip();
    }

    bool IsNumber(SaleMember member)
    {
        if (Json.TokenType == JsonTokenType.Number)
        {
            return true;
        }

        var how = Json.TokenType == JsonTokenType.String ? ", not a string: write it without quotes" : "";
        Refuse<long>(member, $"Must be {SaleMembers.Of(member).Holds}{how}.");
        return false;
    }

    T? Refuse<T>(SaleMember member, string message)
        where T : struct
    {
        Fail(member, message);
        Json.Skip();
        return null;
    }

    string? Characters(SaleMember member, bool trimmed, bool cache)
    {
        if (Json.TokenType != JsonTokenType.String)
        {
            Fail(member, $"Must be {SaleMembers.Of(member).Holds}, as a JSON string.");
            Json.Skip();
            return null;
        }

        if (Json.ValueIsEscaped || Json.ValueSpan.Length > ScratchBytes)
        {
            return Slow(member, trimmed);
        }

        Span<char> scratch = stackalloc char[ScratchBytes];
        ReadOnlySpan<char> text = scratch[..Encoding.UTF8.GetChars(Json.ValueSpan, scratch)];
        text = trimmed ? text.Trim() : text;
        return cache ? StringCache.Get(text) : text.ToString();
    }

    string? Slow(SaleMember member, bool trimmed)
    {
        var text = TextOrNull();
        if (text is null)
        {
            Fail(member, "Holds half of a surrogate pair: write characters beyond U+FFFF as UTF-8 or as two \\u escapes.");
        }

        return trimmed ? text?.Trim() : text;
    }
}

/// <summary>Collects what is wrong with one document. Costs nothing until the first error, and never grows past <see cref="Max"/>.</summary>
struct SaleErrors
{
    public const int Max = 100;

    List<InputError>? _list;

    /// <summary>Nothing more is kept: no need to find words for it.</summary>
    public readonly bool IsFull => _list?.Count >= Max;

    public readonly bool Any => _list is not null;

    public readonly IReadOnlyList<InputError> List => _list is null ? [] : _list;

    public void Add(string pointer, string message)
    {
        if (!IsFull)
        {
            (_list ??= []).Add(new InputError(pointer, message));
        }
    }
}
