using System.Buffers;
using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Reads the lines of a sale.</summary>
static class LinesReader
{
    /// <summary>One more than allowed is enough to know that there are too many.</summary>
    const int Enough = SaleMembers.MaxLines + 1;

    /// <summary>Null where there is no array.</summary>
    /// <param name="values">On the value of <c>lines</c>.</param>
    /// <param name="members">What belongs to a line.</param>
    public static SaleLine[]? Read(ref ValueReader values, ObjectMembers members)
    {
        if (!values.Opens(JsonTokenType.StartArray, SaleMember.Lines))
        {
            return null;
        }

        var lines = ArrayPool<SaleLine>.Shared.Rent(16);
        var count = 0;
        try
        {
            while (values.Json.Read() && values.Json.TokenType != JsonTokenType.EndArray)
            {
                if (count == Enough)
                {
                    values.Json.Skip();
                    continue;
                }

                if (count == lines.Length)
                {
                    lines = Grow(lines);
                }

                values.Index = count;
                lines[count++] = ReadLine(ref values, members);
            }

            return lines.AsSpan(0, count).ToArray();
        }
        finally
        {
            values.Index = -1;
            ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        }
    }

    static SaleLine ReadLine(ref ValueReader values, ObjectMembers members)
    {
        var draft = default(LineDraft);
        if (values.Json.TokenType != JsonTokenType.StartObject)
        {
            values.FailEntry(members, "Must be a JSON object: one line.");
            draft.AmountMinor = 0;
            return draft.ToLine();
        }

        var given = default(GivenMembers);
        while (values.Next(members, ref given) is var member && member != SaleMember.None)
        {
            switch (member)
            {
                case SaleMember.Sku: draft.Sku = values.Text(member); break;
                case SaleMember.Name: draft.Name = values.Text(member); break;
                case SaleMember.Category: draft.Category = values.Text(member); break;
                case SaleMember.Kind: draft.Kind = (LineKind?)values.Choice(member); break;
                case SaleMember.Quantity: draft.QuantityMilli = values.Quantity(member); break;
                case SaleMember.UnitPriceMinor: draft.UnitPriceMinor = values.Integer(member); break;
                case SaleMember.AmountMinor: draft.AmountMinor = values.Integer(member); break;
                case SaleMember.LineDiscountMinor: draft.DiscountMinor = values.Integer(member); break;
                case SaleMember.LineTaxMinor: draft.TaxMinor = values.Integer(member); break;
                case SaleMember.TaxCode: draft.TaxCode = values.Text(member); break;
                case SaleMember.Returned: draft.Returned = values.Flag(member); break;
                case SaleMember.LineOriginalSaleId: draft.OriginalSaleId = values.Exact(member, cache: false); break;
                case SaleMember.DiscountShareMinor: draft.DiscountShareMinor = values.Integer(member); break;
                default: draft.TaxShareMinor = values.Integer(member); break;
            }
        }

        values.Require(members.Required, given);
        var line = draft.ToLine();

        // A price that was given and refused is not missing.
        return draft.UnitPriceMinor is null && given.Has(SaleMember.UnitPriceMinor) ? line with { UnitPriceMinor = 0 }
            : draft.AmountMinor is null && given.Has(SaleMember.AmountMinor) ? line with { AmountMinor = 0 }
            : line;
    }

    static SaleLine[] Grow(SaleLine[] lines)
    {
        var larger = ArrayPool<SaleLine>.Shared.Rent(lines.Length * 2);
        lines.CopyTo(larger, 0);
        ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        return larger;
    }
}
