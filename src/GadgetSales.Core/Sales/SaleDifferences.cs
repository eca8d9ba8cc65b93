namespace GadgetSales.Core.Sales;

/// <summary>Compares content: two sales with no difference have the same canonical form.</summary>
public static class SaleDifferences
{
    /// <summary>
    /// JSON pointers of what differs, in canonical order: <c>/lines/0/quantity</c>, or <c>/lines/2</c> for a line that only one side has.
    /// Empty, without allocating, when the content is the same.
    /// </summary>
    public static IReadOnlyList<string> Between(Sale recorded, Sale posted)
    {
        var found = default(Collector);
        found.Add(SaleField.SaleId, recorded.SaleId == posted.SaleId);
        found.Add(SaleField.StoreId, recorded.StoreId == posted.StoreId);
        found.Add(SaleField.RegisterId, recorded.RegisterId == posted.RegisterId);
        found.Add(SaleField.ReceiptNumber, recorded.ReceiptNumber == posted.ReceiptNumber);
        found.Add(SaleField.Type, recorded.Type == posted.Type);
        found.Add(SaleField.OriginalSaleId, recorded.OriginalSaleId == posted.OriginalSaleId);
        found.Add(SaleField.SoldAt, recorded.SoldAt.EqualsExact(posted.SoldAt));
        found.Add(SaleField.BusinessDate, recorded.BusinessDate == posted.BusinessDate);
        found.Add(SaleField.Currency, recorded.Currency == posted.Currency);
        found.Add(SaleField.Channel, recorded.Channel == posted.Channel);
        AddLines(ref found, recorded.Lines, posted.Lines);
        return found.List ?? (IReadOnlyList<string>)[];
    }

    static void AddLines(ref Collector found, IReadOnlyList<SaleLine> recorded, IReadOnlyList<SaleLine> posted)
    {
        var both = Math.Min(recorded.Count, posted.Count);
        for (var index = 0; index < both; index++)
        {
            var (left, right) = (recorded[index], posted[index]);
            found.Line = index;
            found.Add(SaleField.Sku, left.Sku == right.Sku);
            found.Add(SaleField.Name, left.Name == right.Name);
            found.Add(SaleField.Category, left.Category == right.Category);
            found.Add(SaleField.Quantity, left.Quantity == right.Quantity);
            found.Add(SaleField.UnitPriceMinor, left.UnitPriceMinor == right.UnitPriceMinor);
            found.Add(SaleField.DiscountMinor, left.DiscountMinor == right.DiscountMinor);
        }

        for (var index = both; index < Math.Max(recorded.Count, posted.Count); index++)
        {
            (found.List ??= []).Add($"/lines/{index}");
        }
    }

    struct Collector
    {
        public List<string>? List;
        public int? Line;

        public void Add(SaleField field, bool same)
        {
            if (!same)
            {
                (List ??= []).Add(SaleErrors.PointerOf(Line ?? -1, SaleFields.NameOf(field)));
            }
        }
    }
}
