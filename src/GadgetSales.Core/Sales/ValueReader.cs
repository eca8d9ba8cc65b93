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

    /// <summary>Index of the line being read, or -1 on the receipt's own members.</summary>
    public int Line = -1;

    /// <summary>A name or key.</summary>
    public string? Text(SaleField field) => Characters(field, trim, cache: true);

    /// <summary>A string exactly as it stands.</summary>
    public string? Exact(SaleField field, bool cache) => Characters(field, trimmed: false, cache);

    public long? Integer(SaleField field)
    {
        if (Json.TokenType != JsonTokenType.Number)
        {
            var how = Json.TokenType == JsonTokenType.String ? ", not a string: write it without quotes" : "";
            return Refuse<long>(field, $"Must be {SaleFields.RuleOf(field)}{how}.");
        }

        if (Json.TryGetInt64(out var value))
        {
            return value;
        }

        return JsonInteger.Parse(Json.ValueSpan, out value) switch
        {
            IntegerParse.Exact => value,
            IntegerParse.Fraction => Refuse<long>(field, $"Must be {SaleFields.RuleOf(field)}, not a fraction."),
            _ => Refuse<long>(field, $"Must be {SaleFields.RuleOf(field)}."),
        };
    }

    /// <summary>An integer small enough for the types that hold it; the validator judges the rest of its range.</summary>
    public long? Int32(SaleField field) =>
        Integer(field) is not { } value ? null
        : value is >= int.MinValue and <= int.MaxValue ? value
        : Refuse<long>(field, $"Must be {SaleFields.RuleOf(field)}.");

    public DateTimeOffset? Time(SaleField field)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        return Json.TokenType == JsonTokenType.String && Rfc3339.TryParse(Bytes(scratch), out var time)
            ? time
            : Refuse<DateTimeOffset>(field, $"Must be {SaleFields.RuleOf(field)}.");
    }

    public DateOnly? Date(SaleField field)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        return Json.TokenType == JsonTokenType.String && Rfc3339.TryParseDate(Bytes(scratch), out var date)
            ? date
            : Refuse<DateOnly>(field, $"Must be {SaleFields.RuleOf(field)}.");
    }

    public SaleType? Type(SaleField field)
    {
        Span<byte> scratch = stackalloc byte[ScratchBytes];
        var text = Json.TokenType == JsonTokenType.String ? Bytes(scratch) : default;
        return text.SequenceEqual("sale"u8) ? SaleType.Sale
            : text.SequenceEqual("return"u8) ? SaleType.Return
            : text.SequenceEqual("void"u8) ? SaleType.Void
            : Refuse<SaleType>(field, $"Must be {SaleFields.RuleOf(field)}, in lower case.");
    }

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

    public void Fail(SaleField field, string message) => Errors.Add(SaleErrors.PointerOf(Line, SaleFields.NameOf(field)), message);

    T? Refuse<T>(SaleField field, string message)
        where T : struct
    {
        Fail(field, message);
        Json.Skip();
        return null;
    }

    string? Characters(SaleField field, bool trimmed, bool cache)
    {
        if (Json.TokenType != JsonTokenType.String)
        {
            Fail(field, $"Must be {SaleFields.RuleOf(field)}, as a JSON string.");
            Json.Skip();
            return null;
        }

        if (Json.ValueIsEscaped || Json.ValueSpan.Length > ScratchBytes)
        {
            return Slow(field, trimmed);
        }

        Span<char> scratch = stackalloc char[ScratchBytes];
        ReadOnlySpan<char> text = scratch[..Encoding.UTF8.GetChars(Json.ValueSpan, scratch)];
        text = trimmed ? text.Trim() : text;
        return cache ? StringCache.Get(text) : text.ToString();
    }

    string? Slow(SaleField field, bool trimmed)
    {
        var text = TextOrNull();
        if (text is null)
        {
            Fail(field, "Holds half of a surrogate pair: write characters beyond U+FFFF as UTF-8 or as two \\u escapes.");
        }

        return trimmed ? text?.Trim() : text;
    }
}
