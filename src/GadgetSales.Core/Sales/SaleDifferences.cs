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
        found.Add(SaleMember.SaleId, recorded.SaleId == posted.SaleId);
        found.Add(SaleMember.StoreId, recorded.StoreId == posted.StoreId);
        found.Add(SaleMember.RegisterId, recorded.RegisterId == posted.RegisterId);
        found.Add(SaleMember.ReceiptNumber, recorded.ReceiptNumber == posted.ReceiptNumber);
        found.Add(SaleMember.Type, recorded.Type == posted.Type);
        found.Add(SaleMember.OriginalSaleId, recorded.OriginalSaleId == posted.OriginalSaleId);
        found.Add(SaleMember.SoldAt, recorded.SoldAt.EqualsExact(posted.SoldAt));
        found.Add(SaleMember.BusinessDate, recorded.BusinessDate == posted.BusinessDate);
        found.Add(SaleMember.Currency, recorded.Currency == posted.Currency);
        found.Add(SaleMember.Channel, recorded.Channel == posted.Channel);
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
            found.Add(SaleMember.Sku, left.Sku == right.Sku);
            found.Add(SaleMember.Name, left.Name == right.Name);
            found.Add(SaleMember.Category, left.Category == right.Category);
            found.Add(SaleMember.Quantity, left.Quantity == right.Quantity);
            found.Add(SaleMember.UnitPriceMinor, left.UnitPriceMinor == right.UnitPriceMinor);
            found.Add(SaleMember.LineDiscountMinor, left.DiscountMinor == right.DiscountMinor);
        }

        for (var index = both; index < Math.Max(recorded.Count, posted.Count); index++)
        {
            (found.List ??= []).Add($"/lines/{index}");
        }
    }

    struct Collector
    {
        public List<string>? List;
        public int Line;

        public void Add(SaleMember member, bool same)
        {
            if (!same)
            {
                (List ??= []).Add(SaleMembers.Of(member).PointerAt(Line));
            }
        }
    }
}
