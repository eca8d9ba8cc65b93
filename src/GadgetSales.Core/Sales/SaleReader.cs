using System.Buffers;
using System.Numerics;
using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Reads the JSON of a sale, strictly: a member that is unknown, repeated, missing or of the wrong kind is an error, and reading goes on
/// behind it to find the others. Null is the same as absent. Never throws for what the bytes hold.
/// </summary>
ref struct SaleReader
{
    /// <summary>One more than allowed is enough to know that there are too many.</summary>
    const int EnoughLines = SaleMembers.MaxLines + 1;

    readonly ReadOnlySpan<byte> _utf8;
    readonly ObjectMembers _members;
    ValueReader _values;
    SaleDraft _draft;

    /// <param name="utf8">The whole document.</param>
    /// <param name="recorded">Whether the members that recording adds belong there too.</param>
    public SaleReader(ReadOnlySpan<byte> utf8, bool recorded)
    {
        _utf8 = utf8;
        _members = recorded ? SaleMembers.Recorded : SaleMembers.Posted;
        _values = new ValueReader(utf8, trim: !recorded);
    }

    /// <summary>False when the document is broken, so that what is missing may only be unread.</summary>
    public bool Read(out SaleDraft draft, out SaleErrors errors)
    {
        var whole = ReadDocument();
        draft = _draft;
        errors = _values.Errors;
        return whole;
    }

    bool ReadDocument()
    {
        if (BrokenJson.FaultOf(_utf8) is { } fault)
        {
            _values.Errors.Add("", fault);
            return false;
        }

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
            _values.Errors.Add("", BrokenJson.Describe(error));
            return false;
        }
    }

    void ReadSale()
    {
        var given = default(GivenMembers);
        while (Next(_members, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.SaleId: _draft.SaleId = _values.Exact(member, cache: false); break;
                case SaleMember.StoreId: _draft.StoreId = _values.Text(member); break;
                case SaleMember.RegisterId: _draft.RegisterId = _values.Text(member); break;
                case SaleMember.ReceiptNumber: _draft.ReceiptNumber = _values.Integer(member); break;
                case SaleMember.Type: _draft.Type = _values.Type(member); break;
                case SaleMember.OriginalSaleId: _draft.OriginalSaleId = _values.Exact(member, cache: false); break;
                case SaleMember.SoldAt: _draft.SoldAt = _values.Time(member); break;
                case SaleMember.BusinessDate: _draft.BusinessDate = _values.Date(member); break;
                case SaleMember.Currency: _draft.Currency = _values.Exact(member, cache: true); break;
                case SaleMember.Channel: _draft.Channel = _values.Text(member); break;
                case SaleMember.Lines: _draft.Lines = ReadLines(); break;
                case SaleMember.Version: _draft.Recorded.Version = _values.Int32(member); break;
                case SaleMember.TotalMinor: _draft.Recorded.TotalMinor = _values.Integer(member); break;
                case SaleMember.Units: _draft.Recorded.Units = _values.Integer(member); break;
                case SaleMember.RecordedAt: _draft.Recorded.RecordedAt = _values.Time(member); break;
                default: _draft.Recorded.Original = ReadOriginal(); break;
            }
        }

        var required = _members.Required;
        if (_members == SaleMembers.Recorded)
        {
            // Posted, the id may come in a header; recorded, it is there.
            required |= ObjectMembers.Bit(SaleMember.SaleId);
        }

        Require(required, given);
    }

    SaleLine[]? ReadLines()
    {
        if (_values.Json.TokenType != JsonTokenType.StartArray)
        {
            _values.Fail(SaleMember.Lines, SaleMembers.Of(SaleMember.Lines).Refusal);
            _values.Json.Skip();
            return null;
        }

        var lines = ArrayPool<SaleLine>.Shared.Rent(16);
        var count = 0;
        try
        {
            while (_values.Json.Read() && _values.Json.TokenType != JsonTokenType.EndArray)
            {
                if (count == EnoughLines)
                {
                    _values.Json.Skip();
                    continue;
                }

                if (count == lines.Length)
                {
                    lines = Grow(lines);
                }

                _values.Index = count;
                lines[count++] = ReadLine();
            }

            return lines.AsSpan(0, count).ToArray();
        }
        finally
        {
            _values.Index = -1;
            ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        }
    }

    SaleLine ReadLine()
    {
        var draft = default(LineDraft);
        if (_values.Json.TokenType != JsonTokenType.StartObject)
        {
            _values.Errors.Add($"/lines/{_values.Index}", "Must be a JSON object: one line.");
            _values.Json.Skip();
            return draft.ToLine();
        }

        var given = default(GivenMembers);
        while (Next(SaleMembers.Line, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.Sku: draft.Sku = _values.Text(member); break;
                case SaleMember.Name: draft.Name = _values.Text(member); break;
                case SaleMember.Category: draft.Category = _values.Text(member); break;
                case SaleMember.Quantity: draft.Quantity = _values.Int32(member); break;
                case SaleMember.UnitPriceMinor: draft.UnitPriceMinor = _values.Integer(member); break;
                default: draft.DiscountMinor = _values.Integer(member); break;
            }
        }

        Require(SaleMembers.Line.Required, given);
        return draft.ToLine();
    }

    VoidedSale? ReadOriginal()
    {
        if (_values.Json.TokenType != JsonTokenType.StartObject)
        {
            _values.Fail(SaleMember.Original, SaleMembers.Of(SaleMember.Original).Refusal);
            _values.Json.Skip();
            return null;
        }

        SaleType? type = null;
        string? registerId = null, channel = null;
        SaleLine[]? lines = null;
        var given = default(GivenMembers);
        while (Next(_members, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.Type: type = _values.Type(member); break;
                case SaleMember.RegisterId: registerId = _values.Text(member); break;
                case SaleMember.Channel: channel = _values.Text(member); break;
                case SaleMember.Lines: lines = ReadLines(); break;
                default: _values.Fail(member, "Does not belong to the original of a void."); _values.Json.Skip(); break;
            }
        }

        Require(ObjectMembers.Bit(SaleMember.Type) | ObjectMembers.Bit(SaleMember.Lines), given);
        return new VoidedSale(type ?? SaleType.Sale, registerId, channel, lines ?? []);
    }

    /// <summary>Moves to the value of the next member that can be read, and names it; None at the end of the object. What cannot be read is noted and skipped.</summary>
    SaleMember Next(ObjectMembers members, ref GivenMembers given)
    {
        Span<byte> scratch = stackalloc byte[members.LongestEscaped];
        while (_values.Json.Read() && _values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var member = members.Find(_values.Bytes(scratch));
            var bit = ObjectMembers.Bit(member);
            if ((bit & members.Known & ~given.Seen) != 0)
            {
                given.Seen |= bit;
                _values.Json.Read();
                if (_values.Json.TokenType != JsonTokenType.Null)
                {
                    given.WithValue |= bit;
                    return member;
                }

                continue;
            }

            // A document of nothing but wrong members must not cost more than a right one.
            if (!_values.Errors.IsFull)
            {
                FailUnreadable(member, members, known: (bit & members.Known) != 0);
            }

            _values.Json.Read();
            _values.Json.Skip();
        }

        return SaleMember.None;
    }

    void FailUnreadable(SaleMember member, ObjectMembers members, bool known)
    {
        if (member != SaleMember.None)
        {
            _values.Fail(member, known ? "Appears more than once: keep one of them." : "Is added when a sale is recorded: leave it out.");
            return;
        }

        var name = _values.TextOrNull();
        if (name is null)
        {
            _values.Errors.Add("", "Has a member whose name holds half of a surrogate pair: remove it.");
            return;
        }

        var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        _values.Errors.Add(
            _values.Index < 0 ? "/" + escaped : $"/lines/{_values.Index}/{escaped}",
            members.Suggest(name) is { } meant ? $"Is not a member of a sale: did you mean {meant}?" : "Is not a member of a sale: remove it.");
    }

    void Require(ulong required, in GivenMembers given)
    {
        for (var missing = required & ~given.WithValue; missing != 0; missing &= missing - 1)
        {
            var member = (SaleMember)BitOperations.TrailingZeroCount(missing);
            _values.Fail(member, $"Is required: {SaleMembers.Of(member).Holds}.");
        }
    }

    static SaleLine[] Grow(SaleLine[] lines)
    {
        var larger = ArrayPool<SaleLine>.Shared.Rent(lines.Length * 2);
        lines.CopyTo(larger, 0);
        ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        return larger;
    }

    /// <summary>Which members of an object were there, a bit each, and which of them had a value.</summary>
    struct GivenMembers
    {
        public ulong Seen;
        public ulong WithValue;
    }
}
