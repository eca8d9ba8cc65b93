using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Reads the JSON of a sale, strictly: a member that is unknown, repeated, missing or of the wrong kind is an error, and reading goes on
/// behind it to find the others. Never throws for what the bytes hold.
/// </summary>
ref struct SaleReader
{
    const string AdviceToProgrammers = " which is not supported in this mode. Change the reader options";

    readonly ReadOnlySpan<byte> _utf8;
    readonly bool _recorded;
    ValueReader _values;
    SaleDraft _draft;

    /// <param name="utf8">The whole document.</param>
    /// <param name="recorded">Whether the members that recording adds belong there too.</param>
    public SaleReader(ReadOnlySpan<byte> utf8, bool recorded)
    {
        _utf8 = utf8;
        _recorded = recorded;
        _values = new ValueReader(utf8, trim: !recorded);
    }

    /// <summary>False when the document is broken, so that what is missing may only be unread.</summary>
    public bool Read(out SaleDraft draft, out SaleErrors errors)
    {
        var whole = IsText() && ReadDocument();
        draft = _draft;
        errors = _values.Errors;
        return whole;
    }

    bool IsText()
    {
        if (_utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            _values.Errors.Add("", "Must be a JSON object, but there is nothing: send a sale.");
            return false;
        }

        if (_utf8.StartsWith("\uFEFF"u8))
        {
            _values.Errors.Add("", "Starts with a byte order mark: send UTF-8 without it.");
            return false;
        }

        if (!Utf8.IsValid(_utf8))
        {
            _values.Errors.Add("", $"Is not valid UTF-8 from byte {ValidPrefix(_utf8)}: encode the JSON as UTF-8.");
            return false;
        }

        return true;
    }

    bool ReadDocument()
    {
        try
        {
            _values.Json.Read();
            if (_values.Json.TokenType != JsonTokenType.StartObject)
            {
                _values.Errors.Add("", "Must be a JSON object: one sale.");
                return false;
            }

            ReadSale();
            _values.Json.Read();
            return true;
        }
        catch (JsonException error)
        {
            _values.Errors.Add("", Describe(error));
            return false;
        }
    }

    void ReadSale()
    {
        var seen = 0u;
        var given = 0u;
        Span<byte> scratch = stackalloc byte[MemberStart.NameBytes];
        while (_values.Json.Read() && _values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var field = SaleFields.OfSale(_values.Bytes(scratch));
            if (Begin(field, ref seen, ref given))
            {
                ReadMember(field);
            }
        }

        Require(SaleField.StoreId, given);
        Require(SaleField.SoldAt, given);
        Require(SaleField.Currency, given);
        if (_recorded)
        {
            Require(SaleField.SaleId, given);
            Require(SaleField.Version, given);
            Require(SaleField.TotalMinor, given);
            Require(SaleField.Units, given);
            Require(SaleField.RecordedAt, given);
        }
    }

    void ReadMember(SaleField field)
    {
        switch (field)
        {
            case SaleField.SaleId: _draft.SaleId = _values.Exact(field, cache: false); break;
            case SaleField.StoreId: _draft.StoreId = _values.Text(field); break;
            case SaleField.RegisterId: _draft.RegisterId = _values.Text(field); break;
            case SaleField.ReceiptNumber: _draft.ReceiptNumber = _values.Integer(field); break;
            case SaleField.Type: _draft.Type = _values.Type(field); break;
            case SaleField.OriginalSaleId: _draft.OriginalSaleId = _values.Exact(field, cache: false); break;
            case SaleField.SoldAt: _draft.SoldAt = _values.Time(field); break;
            case SaleField.BusinessDate: _draft.BusinessDate = _values.Date(field); break;
            case SaleField.Currency: _draft.Currency = _values.Exact(field, cache: true); break;
            case SaleField.Channel: _draft.Channel = _values.Text(field); break;
            case SaleField.Lines: _draft.Lines = SaleLinesReader.Read(ref _values); break;
            case SaleField.Version: _draft.Recorded.Version = _values.Int32(field); break;
            case SaleField.TotalMinor: _draft.Recorded.TotalMinor = _values.Integer(field); break;
            case SaleField.Units: _draft.Recorded.Units = _values.Integer(field); break;
            case SaleField.RecordedAt: _draft.Recorded.RecordedAt = _values.Time(field); break;
            default: _draft.Recorded.Original = ReadOriginal(); break;
        }
    }

    VoidedSale? ReadOriginal()
    {
        if (_values.Json.TokenType != JsonTokenType.StartObject)
        {
            _values.Fail(SaleField.Original, $"Must be {SaleFields.RuleOf(SaleField.Original)}.");
            _values.Json.Skip();
            return null;
        }

        SaleType? type = null;
        string? registerId = null, channel = null;
        SaleLine[]? lines = null;
        var seen = 0u;
        var given = 0u;
        Span<byte> scratch = stackalloc byte[MemberStart.NameBytes];
        while (_values.Json.Read() && _values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var field = SaleFields.OfSale(_values.Bytes(scratch));
            if (!Begin(field, ref seen, ref given))
            {
                continue;
            }

            switch (field)
            {
                case SaleField.Type: type = _values.Type(field); break;
                case SaleField.RegisterId: registerId = _values.Text(field); break;
                case SaleField.Channel: channel = _values.Text(field); break;
                case SaleField.Lines: lines = SaleLinesReader.Read(ref _values); break;
                default: _values.Fail(field, "Does not belong to the original of a void."); _values.Json.Skip(); break;
            }
        }

        Require(SaleField.Type, given);
        Require(SaleField.Lines, given);
        return new VoidedSale(type ?? SaleType.Sale, registerId, channel, lines ?? []);
    }

    /// <summary>Moves from a name to its value. False when there is nothing to read there: unknown, repeated or null, which is the same as absent.</summary>
    bool Begin(SaleField field, ref uint seen, ref uint given)
    {
        var known = field != SaleField.Unknown && (_recorded || field <= SaleField.Lines);
        return MemberStart.Begin(ref _values, field, known, ref seen, ref given);
    }

    void Require(SaleField field, uint given) => MemberStart.Require(ref _values, field, given);

    static string Describe(JsonException error)
    {
        var detail = error.Message;
        var end = detail.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = (end < 0 ? detail : detail[..end]).Replace(AdviceToProgrammers, "", StringComparison.Ordinal);
        return $"Is not valid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: {reason}";
    }

    static int ValidPrefix(ReadOnlySpan<byte> utf8)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }
}
