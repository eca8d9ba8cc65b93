using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>Writes facts, sales and quarantined entries as rows of the lake's tables.</summary>
static class FactRows
{
    static readonly DuckDbType[] KeyTypes = [DuckDbType.Date, DuckDbType.Varchar, DuckDbType.BigInt];
    static readonly DuckDbType[] KeyAndRemovalTypes = [.. KeyTypes, DuckDbType.Boolean];
    static readonly DuckDbType[] QuarantineTypes = [DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Timestamp];

    internal static void AppendFacts(DuckConnection connection, IEnumerable<SaleFacts> sales)
    {
        using var rows = new DuckAppender(connection, catalog: null, LakeTables.Facts, LakeTables.FactTypes);
        foreach (var sale in sales)
        {
            foreach (var line in sale.Lines)
            {
                Append(rows, line);
            }
        }

        rows.Complete();
    }

    internal static void AppendRemovals(DuckConnection connection, IEnumerable<SaleFacts> sales)
    {
        using var rows = new DuckAppender(connection, catalog: null, LakeTables.Removals, KeyTypes);
        foreach (var sale in sales)
        {
            AppendKey(rows, sale);
            rows.EndRow();
        }

        rows.Complete();
    }

    internal static void AppendKeys(DuckConnection connection, string temporaryTable, IEnumerable<SaleFacts> sales)
    {
        using var rows = new DuckAppender(connection, "temp", temporaryTable, KeyAndRemovalTypes);
        foreach (var sale in sales)
        {
            AppendKey(rows, sale);
            rows.SetBoolean(3, sale.Removed);
            rows.EndRow();
        }

        rows.Complete();
    }

    internal static void AppendQuarantine(DuckConnection connection, IReadOnlyList<QuarantinedEntry> entries)
    {
        using var rows = new DuckAppender(connection, catalog: null, LakeTables.Quarantine, QuarantineTypes);
        foreach (var entry in entries)
        {
            rows.SetBigint(0, entry.Position.Sequence);
            rows.SetText(1, entry.SaleId);
            rows.SetText(2, entry.Reason);
            rows.SetTimestamp(3, entry.At.UtcDateTime);
            rows.EndRow();
        }

        rows.Complete();
    }

    static void AppendKey(DuckAppender rows, SaleFacts sale)
    {
        rows.SetDate(0, sale.SaleDate);
        rows.SetText(1, sale.SaleId);
        rows.SetBigint(2, sale.Version);
    }

    /// <summary>In the order of <see cref="Core.Lake.LakeSchema.Fields"/>.</summary>
    static void Append(DuckAppender rows, SaleLineFact fact)
    {
        rows.SetText(0, fact.SaleId);
        rows.SetBigint(1, fact.LineNumber);
        rows.SetText(2, Name(fact.SaleType));
        rows.SetText(3, fact.OriginalSaleId);
        rows.SetText(4, fact.StoreId);
        rows.SetText(5, fact.RegisterId);
        rows.SetBigint(6, fact.ReceiptNumber);
        rows.SetText(7, fact.Channel);
        rows.SetText(8, fact.Sku);
        rows.SetText(9, fact.ProductName);
        rows.SetText(10, fact.Category);
        rows.SetBigint(11, fact.Quantity);
        rows.SetBigint(12, fact.UnitPriceMinor);
        rows.SetBigint(13, fact.DiscountMinor);
        rows.SetBigint(14, fact.AmountMinor);
        rows.SetText(15, fact.Currency);
        rows.SetTimestamp(16, fact.SoldAt);
        rows.SetTimestamp(17, fact.SoldAtLocal);
        rows.SetTimestamp(18, fact.RecordedAt);
        rows.SetText(19, Name(fact.ChangeType));
        rows.SetBigint(20, fact.Version);
        rows.SetText(21, fact.EventId);
        rows.SetDate(22, fact.SaleDate);
        rows.EndRow();
    }

    static string Name(SaleType type) => type switch
    {
        SaleType.Sale => "sale",
        SaleType.Return => "return",
        _ => "void",
    };

    static string Name(ChangeType type) => type switch
    {
        ChangeType.Insert => "INSERT",
        ChangeType.Modify => "MODIFY",
        _ => "REMOVE",
    };
}
