using System.Globalization;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Tests.Lake;

/// <summary>Answers questions about facts by plain loops: what the SQL must agree with.</summary>
static class InsightOracle
{
    /// <summary>Values by period and keys, written as text: <c>2024-02-29|LA-01</c>.</summary>
    public static Dictionary<string, long?[]> Answer(IEnumerable<SaleLineFact> facts, InsightQuery query, DateSpan span) =>
        facts.Where(fact => fact.SaleDate >= span.From && fact.SaleDate <= span.To && IsWanted(fact, query))
            .GroupBy(fact => KeyOf(PeriodOf(fact, query.Grain), query.GroupBy.Select(dimension => ValueOf(fact, dimension))), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => query.Measures.Select(measure => Measured([.. group], measure)).ToArray(), StringComparer.Ordinal);

    public static string KeyOf(string? period, IEnumerable<string?> keys) => string.Join('|', keys.Select(key => key ?? "<none>").Prepend(period ?? ""));

    static bool IsWanted(SaleLineFact fact, InsightQuery query) =>
        IsOf(fact, query) && query.Filters.All(filter => filter.Values.Contains(ValueOf(fact, filter.Dimension)) != filter.Excludes) && query.AllowedStores?.Contains(fact.StoreId) != false
        && (query.DayPart is not { } part || part.IsLater == HoursInto(fact) >= part.StoreHours.GetValueOrDefault(fact.StoreId, part.Hour));

    /// <summary>What adds to revenue.</summary>
    public static bool IsLine(SaleLineFact fact) => fact.Kind is FactKind.Goods or FactKind.Fee or FactKind.Component;

    /// <summary>Facts that some measure of the question is of: others make no row.</summary>
    static bool IsOf(SaleLineFact fact, InsightQuery query) => !fact.Training && query.Measures.Any(measure => measure.Name switch
    {
        "payments" => fact.Kind == FactKind.Payment,
        "storedValue" => !IsLine(fact),
        "tips" or "rounding" => !IsLine(fact) && fact.Kind != FactKind.Payment,
        _ => IsLine(fact),
    });

    /// <summary>Hours from the start of the business date, which may have ended or not begun.</summary>
    static double HoursInto(SaleLineFact fact) => (fact.SoldAtLocal - fact.SaleDate.ToDateTime(default)).TotalHours;

    static string? ValueOf(SaleLineFact fact, Dimension dimension) => dimension.Name switch
    {
        "store" => fact.StoreId,
        "register" => fact.RegisterId,
        "sku" => fact.Sku,
        "category" => fact.Category,
        "channel" => fact.Channel,
        "currency" => fact.Currency,
        // The receipts of the tests give an article one name at most.
        "product" => fact.ProductName,
        "taxCode" => fact.TaxCode,
        "paymentMethod" => fact.PaymentMethod is { } method ? FactNames.Of(method) : null,
        "type" => fact.SaleType.ToString().ToLowerInvariant(),
        "weekday" => $"{(fact.SaleDate.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)fact.SaleDate.DayOfWeek)}",
        "hourOfDay" => $"{fact.SoldAtLocal.Hour}",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, message: null),
    };

    static string? PeriodOf(SaleLineFact fact, Grain grain)
    {
        var day = fact.SaleDate;
        return grain.Name switch
        {
            "none" => null,
            "hour" => fact.SoldAtLocal.ToString("yyyy-MM-ddTHH:00", CultureInfo.InvariantCulture),
            "day" => $"{day:yyyy-MM-dd}",
            "week" => $"{ISOWeek.ToDateTime(ISOWeek.GetYear(day.ToDateTime(default)), ISOWeek.GetWeekOfYear(day.ToDateTime(default)), DayOfWeek.Monday):yyyy-MM-dd}",
            "month" => $"{day:yyyy-MM}-01",
            "quarter" => $"{day:yyyy}-{(day.Month < 4 ? "01" : day.Month < 7 ? "04" : day.Month < 10 ? "07" : "10")}-01",
            "year" => $"{day:yyyy}-01-01",
            _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, message: null),
        };
    }

    static long? Measured(List<SaleLineFact> facts, Measure measure)
    {
        var lines = facts.FindAll(IsLine);
        var (sold, back) = (lines.FindAll(line => !line.Returned), lines.FindAll(line => line.Returned));
        var revenue = lines.Sum(line => line.AmountMinor);
        var gross = sold.Sum(line => Sign(line) * line.GrossMinor);
        var discount = sold.Sum(line => Sign(line) * line.DiscountMinor);
        var returns = -back.Sum(line => line.AmountMinor);
        var (unitsSold, unitsReturned) = (sold.Where(IsGoods).Sum(line => line.QuantityMilli), -back.Where(IsGoods).Sum(line => line.QuantityMilli));
        var transactions = Receipts(sold, SaleType.Sale);
        return measure.Name switch
        {
            "revenue" => revenue,
            "netRevenue" => revenue - lines.Where(line => line.TaxIncluded).Sum(line => line.TaxMinor ?? 0),
            "tax" => lines.Sum(line => line.TaxMinor ?? 0),
            "grossRevenue" => gross,
            "discount" => discount,
            "returns" => returns,
            "units" => unitsSold - unitsReturned,
            "unitsSold" => unitsSold,
            "unitsReturned" => unitsReturned,
            "transactions" => transactions,
            "returnReceipts" => Receipts(back, SaleType.Return),
            "averageBasket" => Divided(revenue, transactions, 1),
            "unitsPerTransaction" => Divided(unitsSold, transactions, 1),
            "averagePrice" => Divided(sold.Where(IsGoods).Sum(line => Sign(line) * line.GrossMinor), unitsSold, 1000),
            "discountRate" => Divided(discount, gross, 1_000_000),
            "returnRate" => Divided(returns, gross - discount, 1_000_000),
            "tips" => Of(FactKind.Tip),
            "rounding" => Of(FactKind.Rounding),
            "payments" => Of(FactKind.Payment),
            "storedValue" => Of(FactKind.GiftCard) + Of(FactKind.Prepayment)
                - facts.Where(fact => fact.PaymentMethod == PaymentMethod.GiftCard).Sum(fact => fact.AmountMinor),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, message: null),
        };

        long Of(FactKind kind) => facts.Where(fact => fact.Kind == kind).Sum(fact => fact.AmountMinor);
    }

    static bool IsGoods(SaleLineFact line) => line.Kind == FactKind.Goods;

    static int Sign(SaleLineFact line) => line.SaleType == SaleType.Void ? -1 : 1;

    static long Receipts(List<SaleLineFact> lines, SaleType type) =>
        lines.Where(line => line.SaleType == type).Select(line => line.SaleId).Distinct(StringComparer.Ordinal).Count()
        - lines.Where(line => line.VoidedType == type).Select(line => line.SaleId).Distinct(StringComparer.Ordinal).Count();

    static long? Divided(long dividend, long divisor, int times) =>
        divisor > 0 ? (long)Math.Round((decimal)dividend * times / divisor, MidpointRounding.AwayFromZero) : null;
}
