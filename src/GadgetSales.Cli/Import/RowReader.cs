using System.Globalization;
using GadgetSales.Cli.Posting;
using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Import;

/// <summary>Understands a row of a CSV file. What a sale may hold at all is left to the service, which has the rules.</summary>
sealed class RowReader(ColumnMapping columns, ImportSettings settings)
{
    readonly SoldAtReader _soldAt = new(columns, settings);
    readonly LineReader _line = new(columns, settings);

    internal SaleRow Read(SourceLine source, string[] row)
    {
        var saleId = columns.Value(SaleFields.SaleId, row);
        try
        {
            if (row.Length > columns.Header.Count)
            {
                throw new RowFaultException($"the row has {row.Length} fields, the header {columns.Header.Count}");
            }

            var head = Head(row);
            var isVoid = head.Type == SaleType.Void;
            var givesBack = false;
            var line = isVoid ? null : _line.Read(row, head.Currency, out givesBack);
            return new SaleRow
            {
                Source = source,
                SaleId = saleId ?? throw new RowFaultException($"{SaleFields.SaleId} is empty"),
                Head = head,
                Line = line,
                GivesBack = givesBack,
            };
        }
        catch (RowFaultException fault)
        {
            return new SaleRow { Source = source, SaleId = saleId, Fault = fault.Message };
        }
    }

    SaleHead Head(string[] row)
    {
        var storeId = (columns.StoreFrom is { } pattern ? pattern.Of(row) : columns.Value(SaleFields.StoreId, row))
            ?? throw new RowFaultException(columns.StoreFrom is null ? $"{SaleFields.StoreId} is empty" : "--store-from finds no store");
        return new SaleHead
        {
            StoreId = storeId,
            RegisterId = columns.Value(SaleFields.RegisterId, row),
            ReceiptNumber = ReceiptNumber(columns.Value(SaleFields.ReceiptNumber, row)),
            Type = Type(columns.Value(SaleFields.Type, row)),
            OriginalSaleId = columns.Value(SaleFields.OriginalSaleId, row),
            SoldAt = _soldAt.Read(row, storeId),
            BusinessDate = BusinessDate(columns.Value(SaleFields.BusinessDate, row)),
            Currency = Currency(columns.Value(SaleFields.Currency, row)),
            Channel = columns.Value(SaleFields.Channel, row),
        };
    }

    static string Currency(string? text) =>
        text is null ? throw new RowFaultException($"{SaleFields.Currency} is empty")
        : Currencies.IsKnown(text) ? text
        : throw new RowFaultException($"{SaleFields.Currency} '{text}' is not an ISO 4217 code in upper case");

    static long? ReceiptNumber(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new RowFaultException($"{SaleFields.ReceiptNumber} '{text}' is not a whole number");

    static DateOnly? BusinessDate(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new RowFaultException($"{SaleFields.BusinessDate} '{text}' is not a date like 2019-04-19");

    static SaleType? Type(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "sale" => SaleType.Sale,
        "return" or "refund" => SaleType.Return,
        "void" or "cancel" or "cancelled" => SaleType.Void,
        _ => throw new RowFaultException($"{SaleFields.Type} '{text}' is none of sale, return, void"),
    };
}
