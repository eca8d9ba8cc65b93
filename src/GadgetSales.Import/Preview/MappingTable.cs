using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Preview;

/// <summary>A mapping as a person checks it: one line a field, and at the end what is not used.</summary>
static class MappingTable
{
    internal static IEnumerable<(string Field, string Source)> Of(ColumnMapping columns)
    {
        foreach (var field in ImportFields.All)
        {
            if (Source(columns, field) is { } source)
            {
                yield return (field, source);
            }
        }

        if (!columns.Has(ImportFields.Sku))
        {
            yield return (ImportFields.Sku, "made from the name");
        }

        if (!columns.Has(ImportFields.Discount) && !columns.Has(ImportFields.DiscountPercent) && columns.Has(ImportFields.LineTotal) && columns.Has(ImportFields.UnitPrice))
        {
            yield return (ImportFields.Discount, "quantity × unit_price − line_total");
        }

        var used = ImportFields.All.SelectMany(columns.Of).ToHashSet();
        var unused = columns.Header.Where((_, column) => column != columns.StoreFrom?.Column && !used.Contains(column)).ToList();
        if (unused.Count > 0)
        {
            yield return ("(not used)", string.Join(", ", unused));
        }
    }

    static string? Source(ColumnMapping columns, string field) =>
        columns.StoreFrom is { } pattern && field == ImportFields.StoreId ? $"{columns.Header[pattern.Column]}, matched by {pattern.Pattern}"
        : columns.Of(field) is { Count: > 0 } sources ? string.Join(" + ", sources.Select(column => columns.Header[column].Trim()))
        : columns.Constant(field) is { } constant ? $"always '{constant}'"
        : null;
}
