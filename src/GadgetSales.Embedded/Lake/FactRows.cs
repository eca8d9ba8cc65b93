using DuckDB.NET.Data;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>Writes facts, sales and quarantined entries as rows of the lake's tables.</summary>
static class FactRows
{
    internal static void AppendFacts(DuckDBConnection connection, IEnumerable<SaleFacts> sales) =>
        connection.Append(catalog: null, LakeTables.Facts, sales.SelectMany(sale => sale.Lines), Write);

    internal static void AppendRemovals(DuckDBConnection connection, IEnumerable<SaleFacts> sales) =>
        connection.Append(catalog: null, LakeTables.Removals, sales, WriteKey);

    internal static void AppendKeys(DuckDBConnection connection, string temporaryTable, IEnumerable<SaleFacts> sales) =>
        connection.Append("temp", temporaryTable, sales, WriteKeyAndRemoval);

    internal static void AppendQuarantine(DuckDBConnection connection, IReadOnlyList<QuarantinedEntry> entries) =>
        connection.Append(catalog: null, LakeTables.Quarantine, entries, Write);

    static void WriteKey(IDuckDBAppenderRow row, SaleFacts sale) =>
        row.AppendValue(sale.SaleDate).AppendValue(sale.SaleId).AppendValue(sale.Version);

    static void WriteKeyAndRemoval(IDuckDBAppenderRow row, SaleFacts sale)
    {
        WriteKey(row, sale);
        row.AppendValue(sale.Removed);
    }

    static void Write(IDuckDBAppenderRow row, QuarantinedEntry entry) => row
        .AppendValue(entry.Position.Sequence)
        .AppendValue(entry.SaleId)
        .AppendValue(entry.Reason)
        .AppendValue(entry.At.UtcDateTime);

    /// <summary>In the order of <see cref="Core.Lake.LakeSchema.Fields"/>.</summary>
    static void Write(IDuckDBAppenderRow row, SaleLineFact fact) => row
        .AppendValue(fact.SaleId)
        .AppendValue((long)fact.LineNumber)
        .AppendValue(FactNames.Of(fact.SaleType))
        .AppendValue(fact.VoidedType is { } voided ? FactNames.Of(voided) : null)
        .AppendValue(FactNames.Of(fact.Kind))
        .AppendValue(fact.Returned)
        .AppendValue(fact.Training)
        .AppendValue(fact.OriginalSaleId)
        .AppendValue(fact.StoreId)
        .AppendValue(fact.RegisterId)
        .AppendValue(fact.PostedRegisterId)
        .AppendValue(fact.ReceiptNumber)
        .AppendValue(fact.Channel)
        .AppendValue(fact.Sku)
        .AppendValue(fact.ProductName)
        .AppendValue(fact.Category)
        .AppendValue(fact.QuantityMilli)
        .AppendValue(fact.UnitPriceMinor)
        .AppendValue(fact.GrossMinor)
        .AppendValue(fact.DiscountMinor)
        .AppendValue(fact.AmountMinor)
        .AppendValue(fact.TaxMinor)
        .AppendValue(fact.TaxIncluded)
        .AppendValue(fact.TaxCode)
        .AppendValue(fact.PaymentMethod is { } method ? FactNames.Of(method) : null)
        .AppendValue(fact.Currency)
        .AppendValue((long)fact.SaleCount)
        .AppendValue((long)fact.ReturnCount)
        .AppendValue(fact.FirstOfSku)
        .AppendValue(fact.FirstOfCategory)
        .AppendValue(fact.SoldAt)
        .AppendValue(fact.SoldAtLocal)
        .AppendValue(fact.RecordedAt)
        .AppendValue(fact.CommittedAt)
        .AppendValue(FactNames.Of(fact.ChangeType))
        .AppendValue(fact.Version)
        .AppendValue(fact.EventId)
        .AppendValue(fact.SaleDate);
}
