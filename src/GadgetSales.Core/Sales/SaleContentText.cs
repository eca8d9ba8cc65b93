namespace GadgetSales.Core.Sales;

/// <summary>
/// Writes what a sale says, one spelling for the same content. Members that came after the first version are left out at their default, so that what was
/// recorded before keeps its bytes.
/// </summary>
static class SaleContentText
{
    /// <summary>Everything up to the closing brace.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="sale">The content.</param>
    /// <param name="recorded">Whether the lines' shares belong there too.</param>
    public static void Write(ref JsonText json, Sale sale, bool recorded)
    {
        json.First(SaleMember.SaleId);
        json.Text(sale.SaleId);
        json.Name(SaleMember.StoreId);
        json.Text(sale.StoreId);
        WriteText(ref json, SaleMember.RegisterId, sale.RegisterId);
        WriteInteger(ref json, SaleMember.ReceiptNumber, sale.ReceiptNumber);
        json.Name(SaleMember.Type);
        json.Choice(SaleMember.Type, (int)sale.Type);
        WriteText(ref json, SaleMember.OriginalSaleId, sale.OriginalSaleId);
        json.Name(SaleMember.SoldAt);
        json.Time(sale.SoldAt);
        json.Name(SaleMember.BusinessDate);
        json.Date(sale.BusinessDate);
        json.Name(SaleMember.Currency);
        json.Text(sale.Currency);
        WriteText(ref json, SaleMember.Channel, sale.Channel);
        WriteText(ref json, SaleMember.ExternalId, sale.ExternalId);
        WriteFlag(ref json, SaleMember.Training, sale.Training, fallback: false);
        WriteFlag(ref json, SaleMember.TaxIncluded, sale.TaxIncluded, fallback: true);
        WriteInteger(ref json, SaleMember.TaxMinor, sale.TaxMinor);
        WriteAmount(ref json, SaleMember.DiscountMinor, sale.DiscountMinor);
        WriteAmount(ref json, SaleMember.TipMinor, sale.TipMinor);
        WriteAmount(ref json, SaleMember.RoundingMinor, sale.RoundingMinor);
        WriteLines(ref json, sale.Lines, sale.Type, recorded);
        WritePayments(ref json, sale.Payments);
        WriteMetadata(ref json, sale.Metadata);
    }

    /// <summary>The whole object that a void carries.</summary>
    public static void Write(ref JsonText json, VoidedSale original)
    {
        json.First(SaleMember.Type);
        json.Choice(SaleMember.Type, (int)original.Type);
        WriteText(ref json, SaleMember.RegisterId, original.RegisterId);
        WriteText(ref json, SaleMember.Channel, original.Channel);
        WriteFlag(ref json, SaleMember.Training, original.Training, fallback: false);
        WriteFlag(ref json, SaleMember.TaxIncluded, original.TaxIncluded, fallback: true);
        WriteAmount(ref json, SaleMember.TipMinor, original.TipMinor);
        WriteAmount(ref json, SaleMember.RoundingMinor, original.RoundingMinor);
        WriteLines(ref json, original.Lines, original.Type, recorded: true);
        WritePayments(ref json, original.Payments);
        json.Raw("}"u8);
    }

    static void WriteLines(ref JsonText json, IReadOnlyList<SaleLine> lines, SaleType type, bool recorded)
    {
        json.Name(SaleMember.Lines);
        json.Raw("["u8);
        for (var index = 0; index < lines.Count; index++)
        {
            if (index > 0)
            {
                json.Raw(","u8);
            }

            WriteLine(ref json, lines[index], type, recorded);
        }

        json.Raw("]"u8);
    }

    static void WriteLine(ref JsonText json, SaleLine line, SaleType type, bool recorded)
    {
        json.First(SaleMember.Sku);
        json.Text(line.Sku);
        WriteText(ref json, SaleMember.Name, line.Name);
        WriteText(ref json, SaleMember.Category, line.Category);
        if (line.Kind != LineKind.Goods)
        {
            json.Name(SaleMember.Kind);
            json.Choice(SaleMember.Kind, (int)line.Kind);
        }

        json.Name(SaleMember.Quantity);
        json.Quantity(line.QuantityMilli);
        WriteInteger(ref json, SaleMember.UnitPriceMinor, line.UnitPriceMinor);
        WriteInteger(ref json, SaleMember.AmountMinor, line.HasAmount ? line.AmountMinor : null);
        json.Name(SaleMember.LineDiscountMinor);
        json.Integer(line.DiscountMinor);
        WriteInteger(ref json, SaleMember.LineTaxMinor, line.TaxMinor);
        WriteText(ref json, SaleMember.TaxCode, line.TaxCode);
        WriteFlag(ref json, SaleMember.Returned, line.ComesBack(type), fallback: type == SaleType.Return);
        WriteText(ref json, SaleMember.LineOriginalSaleId, line.OriginalSaleId);
        if (recorded)
        {
            WriteAmount(ref json, SaleMember.DiscountShareMinor, line.DiscountShareMinor);
            WriteInteger(ref json, SaleMember.TaxShareMinor, line.TaxShareMinor);
        }

        json.Raw("}"u8);
    }

    static void WritePayments(ref JsonText json, IReadOnlyList<Payment> payments)
    {
        if (payments.Count == 0)
        {
            return;
        }

        json.Name(SaleMember.Payments);
        for (var index = 0; index < payments.Count; index++)
        {
            json.Raw(index == 0 ? "["u8 : ","u8);
            json.First(SaleMember.PaymentMethod);
            json.Choice(SaleMember.PaymentMethod, (int)payments[index].Method);
            json.Name(SaleMember.PaymentAmountMinor);
            json.Integer(payments[index].AmountMinor);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    static void WriteMetadata(ref JsonText json, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.Name(SaleMember.Metadata);
        for (var index = 0; index < metadata.Count; index++)
        {
            json.Raw(index == 0 ? "{"u8 : ","u8);
            json.Text(metadata[index].Key);
            json.Raw(":"u8);
            json.Text(metadata[index].Value);
        }

        json.Raw("}"u8);
    }

    static void WriteText(ref JsonText json, SaleMember member, string? text)
    {
        if (text is not null)
        {
            json.Name(member);
            json.Text(text);
        }
    }

    static void WriteInteger(ref JsonText json, SaleMember member, long? value)
    {
        if (value is { } known)
        {
            json.Name(member);
            json.Integer(known);
        }
    }

    static void WriteAmount(ref JsonText json, SaleMember member, long amount) => WriteInteger(ref json, member, amount == 0 ? null : amount);

    static void WriteFlag(ref JsonText json, SaleMember member, bool flag, bool fallback)
    {
        if (flag != fallback)
        {
            json.Name(member);
            json.Raw(flag ? "true"u8 : "false"u8);
        }
    }
}
