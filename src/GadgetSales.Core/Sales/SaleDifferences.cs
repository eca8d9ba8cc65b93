namespace GadgetSales.Core.Sales;

/// <summary>Compares content: two sales with no difference have the same canonical form.</summary>
public static class SaleDifferences
{
    /// <summary>
    /// JSON pointers of what differs, in canonical order: <c>/lines/0/quantity</c>, or <c>/lines/2</c> for a line that only one side has.
    /// Empty, without allocating, when the content is the same. A business date that the till left to us matches any, and a time in UTC matches its instant.
    /// </summary>
    public static IReadOnlyList<string> Between(Sale recorded, Sale posted) => Between(recorded, posted, exactly: false);

    internal static IReadOnlyList<string> Between(Sale recorded, Sale posted, bool exactly)
    {
        var found = default(DifferenceList);
        found.Add(SaleMember.SaleId, recorded.SaleId == posted.SaleId);
        found.Add(SaleMember.StoreId, recorded.StoreId == posted.StoreId);
        found.Add(SaleMember.RegisterId, recorded.RegisterId == posted.RegisterId);
        found.Add(SaleMember.ReceiptNumber, recorded.ReceiptNumber == posted.ReceiptNumber);
        found.Add(SaleMember.Type, recorded.Type == posted.Type);
        found.Add(SaleMember.OriginalSaleId, recorded.OriginalSaleId == posted.OriginalSaleId);
        found.Add(SaleMember.SoldAt, recorded.SoldAt.EqualsExact(posted.SoldAt) || (!exactly && posted.IsSoldAtZulu && recorded.SoldAt == posted.SoldAt));
        found.Add(SaleMember.BusinessDate, recorded.BusinessDate == posted.BusinessDate || (!exactly && posted.IsBusinessDateAssumed));
        found.Add(SaleMember.Currency, recorded.Currency == posted.Currency);
        found.Add(SaleMember.Channel, recorded.Channel == posted.Channel);
        found.Add(SaleMember.ExternalId, recorded.ExternalId == posted.ExternalId);
        found.Add(SaleMember.Training, recorded.Training == posted.Training);
        found.Add(SaleMember.TaxIncluded, recorded.TaxIncluded == posted.TaxIncluded);
        found.Add(SaleMember.TaxMinor, recorded.TaxMinor == posted.TaxMinor);
        found.Add(SaleMember.DiscountMinor, recorded.DiscountMinor == posted.DiscountMinor);
        found.Add(SaleMember.TipMinor, recorded.TipMinor == posted.TipMinor);
        found.Add(SaleMember.RoundingMinor, recorded.RoundingMinor == posted.RoundingMinor);
        AddLines(ref found, recorded, posted);
        AddPayments(ref found, recorded.Payments, posted.Payments);
        AddMetadata(ref found, recorded.Metadata, posted.Metadata);
        return found.List ?? (IReadOnlyList<string>)[];
    }

    static void AddLines(ref DifferenceList found, Sale recorded, Sale posted)
    {
        var both = Math.Min(recorded.Lines.Count, posted.Lines.Count);
        for (var index = 0; index < both; index++)
        {
            var (left, right) = (recorded.Lines[index], posted.Lines[index]);
            found.Index = index;
            found.Add(SaleMember.Sku, left.Sku == right.Sku);
            found.Add(SaleMember.Name, left.Name == right.Name);
            found.Add(SaleMember.Category, left.Category == right.Category);
            found.Add(SaleMember.Kind, left.Kind == right.Kind);
            found.Add(SaleMember.Quantity, left.QuantityMilli == right.QuantityMilli);
            found.Add(SaleMember.UnitPriceMinor, left.UnitPriceMinor == right.UnitPriceMinor);
            found.Add(SaleMember.AmountMinor, left.HasAmount == right.HasAmount && (!left.HasAmount || left.AmountMinor == right.AmountMinor));
            found.Add(SaleMember.LineDiscountMinor, left.DiscountMinor == right.DiscountMinor);
            found.Add(SaleMember.LineTaxMinor, left.TaxMinor == right.TaxMinor);
            found.Add(SaleMember.TaxCode, left.TaxCode == right.TaxCode);
            found.Add(SaleMember.Returned, left.ComesBack(recorded.Type) == right.ComesBack(posted.Type) || recorded.Type != posted.Type);
            found.Add(SaleMember.LineOriginalSaleId, left.OriginalSaleId == right.OriginalSaleId);
        }

        found.AddRest(SaleMember.Lines, both, Math.Max(recorded.Lines.Count, posted.Lines.Count));
    }

    static void AddPayments(ref DifferenceList found, IReadOnlyList<Payment> recorded, IReadOnlyList<Payment> posted)
    {
        var both = Math.Min(recorded.Count, posted.Count);
        for (var index = 0; index < both; index++)
        {
            found.Index = index;
            found.Add(SaleMember.PaymentMethod, recorded[index].Method == posted[index].Method);
            found.Add(SaleMember.PaymentAmountMinor, recorded[index].AmountMinor == posted[index].AmountMinor);
        }

        found.AddRest(SaleMember.Payments, both, Math.Max(recorded.Count, posted.Count));
    }

    /// <summary>As a whole: the till's own texts are small, and their keys may hold anything.</summary>
    static void AddMetadata(
        ref DifferenceList found, IReadOnlyList<KeyValuePair<string, string>> recorded, IReadOnlyList<KeyValuePair<string, string>> posted) =>
        found.Add(SaleMember.Metadata, (recorded.Count == 0 && posted.Count == 0) || recorded.SequenceEqual(posted));

    /// <summary>Pointers of what differs; costs nothing until the first.</summary>
    struct DifferenceList
    {
        public List<string>? List;
        public int Index;

        public void Add(SaleMember member, bool same)
        {
            if (!same)
            {
                (List ??= []).Add(SaleMembers.Of(member).PointerAt(Index));
            }
        }

        /// <summary>Entries that only one side has.</summary>
        public void AddRest(SaleMember list, int from, int to)
        {
            for (var index = from; index < to; index++)
            {
                (List ??= []).Add($"{SaleMembers.Of(list).Pointer}/{index}");
            }
        }
    }
}
