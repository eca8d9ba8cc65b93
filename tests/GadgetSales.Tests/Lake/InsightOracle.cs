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
        query.Filters.All(filter => filter.Values.Contains(ValueOf(fact, filter.Dimension)) != filter.Excludes) && query.AllowedStores?.Contains(fact.StoreId) != false
        && (query.DayPart is not { } part || part.IsLater == HoursInto(fact) >= part.StoreHours.GetValueOrDefault(fact.StoreId, part.Hour));

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

    static long? Measured(List<SaleLineFact> lines, Measure measure)
    {
        long revenue = 0, gross = 0, discount = 0, returns = 0, units = 0;
        HashSet<string> sold = [], cancelled = [];
        foreach (var line in lines)
        {
            revenue += line.AmountMinor;
            units += line.QuantityMilli / 1000;
            var cancelsSale = line.SaleType == SaleType.Void && line.QuantityMilli < 0;
            if (line.SaleType == SaleType.Sale || cancelsSale)
            {
                gross += line.QuantityMilli / 1000 * line.UnitPriceMinor!.Value;
                discount += cancelsSale ? -line.DiscountMinor : line.DiscountMinor;
                (cancelsSale ? cancelled : sold).Add(line.SaleId);
            }
            else
            {
                returns -= line.AmountMinor;
            }
        }

        var transactions = sold.Count - cancelled.Count;
        return measure.Name switch
        {
            "revenue" => revenue,
            "grossRevenue" => gross,
            "discount" => discount,
            "returns" => returns,
            "units" => units,
            "transactions" => transactions,
            "averageBasket" => transactions > 0 ? (long)Math.Round((decimal)revenue / transactions, MidpointRounding.AwayFromZero) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, message: null),
        };
    }
}
