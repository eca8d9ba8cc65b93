using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Reads the JSON of a sale, strictly: a member that is unknown, repeated, missing or of the wrong kind is an error, and reading goes on
/// behind it to find the others. Null is the same as absent. Never throws for what the bytes hold.
/// </summary>
ref struct SaleReader
{
    readonly ReadOnlySpan<byte> _utf8;
    readonly ObjectMembers _members;
    readonly ObjectMembers _lineMembers;
    ValueReader _values;
    SaleDraft _draft;

    /// <param name="utf8">The whole document.</param>
    /// <param name="recorded">Whether the members that recording adds belong there too.</param>
    public SaleReader(ReadOnlySpan<byte> utf8, bool recorded)
    {
        _utf8 = utf8;
        (_members, _lineMembers) = recorded ? (SaleMembers.Recorded, SaleMembers.RecordedLine) : (SaleMembers.Posted, SaleMembers.Line);
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
        while (_values.Next(_members, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.SaleId: _draft.SaleId = _values.Exact(member, cache: false); break;
                case SaleMember.StoreId: _draft.StoreId = _values.Text(member); break;
                case SaleMember.RegisterId: _draft.RegisterId = _values.Text(member); break;
                case SaleMember.ReceiptNumber: _draft.ReceiptNumber = _values.Integer(member); break;
                case SaleMember.Type: _draft.Type = (SaleType?)_values.Choice(member); break;
                case SaleMember.OriginalSaleId: _draft.OriginalSaleId = _values.Exact(member, cache: false); break;
                case SaleMember.SoldAt: _draft.SoldAt = _values.Time(member); break;
                case SaleMember.BusinessDate: _draft.BusinessDate = _values.Date(member); break;
                case SaleMember.Currency: _draft.Currency = _values.Exact(member, cache: true); break;
                case SaleMember.Channel: _draft.Channel = _values.Text(member); break;
                case SaleMember.ExternalId: _draft.ExternalId = _values.Text(member); break;
                case SaleMember.Training: _draft.Training = _values.Flag(member); break;
                case SaleMember.TaxIncluded: _draft.TaxIncluded = _values.Flag(member); break;
                case SaleMember.TaxMinor: _draft.TaxMinor = _values.Integer(member); break;
                case SaleMember.DiscountMinor: _draft.DiscountMinor = _values.Integer(member); break;
                case SaleMember.TipMinor: _draft.TipMinor = _values.Integer(member); break;
                case SaleMember.RoundingMinor: _draft.RoundingMinor = _values.Integer(member); break;
                case SaleMember.Lines: _draft.Lines = LinesReader.Read(ref _values, _lineMembers); break;
                case SaleMember.Payments: _draft.Payments = PaymentsReader.Read(ref _values); break;
                case SaleMember.Metadata: _draft.Metadata = MetadataReader.Read(ref _values); break;
                case SaleMember.Version: _draft.Recorded.Version = _values.Int32(member); break;
                case SaleMember.TotalMinor: _draft.Recorded.TotalMinor = _values.Integer(member); break;
                case SaleMember.Units: _draft.Recorded.UnitsMilli = _values.Quantity(member); break;
                case SaleMember.RecordedAt: _draft.Recorded.RecordedAt = _values.Time(member); break;
                default: _draft.Recorded.Original = OriginalReader.Read(ref _values); break;
            }
        }

        var required = _members.Required;
        if (_members == SaleMembers.Recorded)
        {
            // Posted, the id may come in a header; recorded, it is there.
            required |= ObjectMembers.Bit(SaleMember.SaleId);
        }

        _values.Require(required, given);
    }
}
