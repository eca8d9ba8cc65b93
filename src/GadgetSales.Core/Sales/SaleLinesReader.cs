using System.Buffers;
using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Reads the lines of a sale into an array of exactly their number.</summary>
static class SaleLinesReader
{
    /// <summary>One more than allowed is enough to know that there are too many.</summary>
    const int Enough = SaleValidator.MaxLines + 1;

    public static SaleLine[]? Read(ref ValueReader values)
    {
        if (values.Json.TokenType != JsonTokenType.StartArray)
        {
            values.Fail(SaleField.Lines, $"Must be {SaleFields.RuleOf(SaleField.Lines)}.");
            values.Json.Skip();
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

                values.Line = count;
                lines[count++] = ReadLine(ref values);
            }

            return lines.AsSpan(0, count).ToArray();
        }
        finally
        {
            values.Line = -1;
            ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        }
    }

    static SaleLine[] Grow(SaleLine[] lines)
    {
        var larger = ArrayPool<SaleLine>.Shared.Rent(lines.Length * 2);
        lines.CopyTo(larger, 0);
        ArrayPool<SaleLine>.Shared.Return(lines, clearArray: true);
        return larger;
    }

    static SaleLine ReadLine(ref ValueReader values)
    {
        var draft = default(LineDraft);
        if (values.Json.TokenType != JsonTokenType.StartObject)
        {
            values.Errors.Add($"/lines/{values.Line}", "Must be a JSON object: one line.");
            values.Json.Skip();
            return draft.ToLine();
        }

        var seen = 0u;
        var given = 0u;
        Span<byte> scratch = stackalloc byte[MemberStart.NameBytes];
        while (values.Json.Read() && values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var field = SaleFields.OfLine(values.Bytes(scratch));
            if (MemberStart.Begin(ref values, field, field != SaleField.Unknown, ref seen, ref given))
            {
                ReadMember(ref values, field, ref draft);
            }
        }

        MemberStart.Require(ref values, SaleField.Sku, given);
        MemberStart.Require(ref values, SaleField.Quantity, given);
        MemberStart.Require(ref values, SaleField.UnitPriceMinor, given);
        return draft.ToLine();
    }

    static void ReadMember(ref ValueReader values, SaleField field, ref LineDraft draft)
    {
        switch (field)
        {
            case SaleField.Sku: draft.Sku = values.Text(field); break;
            case SaleField.Name: draft.Name = values.Text(field); break;
            case SaleField.Category: draft.Category = values.Text(field); break;
            case SaleField.Quantity: draft.Quantity = values.Int32(field); break;
            case SaleField.UnitPriceMinor: draft.UnitPriceMinor = values.Integer(field); break;
            default: draft.DiscountMinor = values.Integer(field); break;
        }
    }
}
