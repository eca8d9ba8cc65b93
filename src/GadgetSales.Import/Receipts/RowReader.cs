using System.Globalization;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Reading;

namespace GadgetSales.Import.Receipts;

/// <summary>Understands a row of a table. What a sale may hold at all is left to the service, which has the rules.</summary>
sealed class RowReader(ColumnMapping columns, ColumnDecisions decisions, ImportSettings settings)
{
    readonly SoldAtReader _soldAt = new(columns, decisions, settings);
    readonly ItemReader _items = new(columns, decisions, settings);
    readonly NumberReader _numbers = new(columns, decisions, settings);
    readonly int? _receiptTotal = columns.Preset?.ReceiptTotal is { } total ? columns.IndexOf(total) : null;

    internal ReceiptRow Read(TableRow row, string? fault)
    {
        var source = new SourceLine(row.Line, row.Text);
        var number = columns.Value(ImportFields.SaleId, row.Fields);
        var saleId = number is null ? null : settings.IdPrefix + SafeId.Of(number);
        try
        {
            if ((row.Fault ?? fault ?? TooLong(row.Fields)) is { } wrong)
            {
                throw new RowFaultException(wrong);
            }

            var head = Head(row.Fields, number);
            var line = head.Type == SaleType.Void ? null : _items.Read(row.Fields, head.Currency, head.Type == SaleType.Return);
            return new ReceiptRow
            {
                Source = source,
                SaleId = saleId ?? throw new RowFaultException($"{columns.NameOf(ImportFields.SaleId)} is empty"),
                Head = head,
                Line = line,
            };
        }
        catch (RowFaultException wrong)
        {
            return new ReceiptRow { Source = source, SaleId = saleId, Fault = wrong.Message };
        }
    }

    /// <summary>Separators behind the last field are harmless, text there is not.</summary>
    string? TooLong(string[] fields) =>
        fields.Length > columns.Header.Count && fields.AsSpan(columns.Header.Count).ContainsAnyExcept("") ? $"the row has {fields.Length} fields, the header {columns.Header.Count}" : null;

    ReceiptHead Head(string[] row, string? number)
    {
        var storeId = (columns.StoreFrom is { } pattern ? pattern.Of(row) : columns.Value(ImportFields.StoreId, row))
            ?? throw new RowFaultException(columns.StoreFrom is null ? $"{columns.NameOf(ImportFields.StoreId)} is empty" : "--store-from finds no store");
        var soldAt = _soldAt.Read(row, storeId);
        var currency = Currency(columns.Value(ImportFields.Currency, row));
        var receipt = columns.Value(ImportFields.ReceiptNumber, row);
        return new ReceiptHead
        {
            StoreId = storeId,
            RegisterId = columns.Value(ImportFields.RegisterId, row),
            ReceiptNumber = decisions.ReceiptNumberIsText ? null : ReceiptNumber(receipt),
            Type = Type(columns.Value(ImportFields.Type, row)),
            OriginalSaleId = columns.Value(ImportFields.OriginalSaleId, row) is { } original ? settings.IdPrefix + SafeId.Of(original) : null,
            SoldAt = soldAt,
            BusinessDate = BusinessDate(columns.Value(ImportFields.BusinessDate, row)) ?? TradingDay(soldAt),
            Currency = currency,
            Channel = columns.Value(ImportFields.Channel, row),
            ExternalId = columns.Value(ImportFields.ExternalId, row) ?? (decisions.ReceiptNumberIsText ? receipt : null) ?? (number is null || SafeId.Of(number) == number ? null : number),
            TaxIncluded = TaxIncluded(columns.Value(ImportFields.TaxIncluded, row)),
            TotalMinor = _receiptTotal is { } total && Cell.Of(row, total) is { Length: > 0 } text ? _numbers.Total(text, currency) : null,
        };
    }

    DateOnly? TradingDay(DateTimeOffset soldAt) => settings.DayStart is { } start ? DateOnly.FromDateTime(soldAt.DateTime - start) : null;

    string Currency(string? text) =>
        text is null ? throw new RowFaultException($"{columns.NameOf(ImportFields.Currency)} is empty")
        : Currencies.IsKnown(text) ? text
        : throw new RowFaultException($"{columns.NameOf(ImportFields.Currency)} '{text}' is not an ISO 4217 code in upper case");

    long? ReceiptNumber(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new RowFaultException($"{columns.NameOf(ImportFields.ReceiptNumber)} '{text}' is not a whole number: leave it out with --set receipt_number=, or map it with --map external_id=COLUMN");

    DateOnly? BusinessDate(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new RowFaultException($"{columns.NameOf(ImportFields.BusinessDate)} '{text}' is not a date like 2019-04-19");

    SaleType? Type(string? text) => text is null ? null : (columns.Preset?.Types.GetValueOrDefault(text) ?? text.ToLowerInvariant()) switch
    {
        "sale" or "sales" or "order" or "purchase" => SaleType.Sale,
        "return" or "refund" or "returned" or "refunded" or "credit note" => SaleType.Return,
        "void" or "cancel" or "cancelled" => SaleType.Void,
        _ => throw new RowFaultException(
            $"{columns.NameOf(ImportFields.Type)} '{text}' is none of sale, return, void: take the rows that are sales with --only COLUMN=VALUE, or leave the column out with --set {ImportFields.Type}="),
    };

    bool? TaxIncluded(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw new RowFaultException($"{columns.NameOf(ImportFields.TaxIncluded)} '{text}' is neither true nor false"),
    };
}
