namespace GadgetSales.Core.Lake;

/// <summary>
/// Everything that can be asked, in one place: requests are checked against it, SQL is written from it, and the API's documents list it.
/// </summary>
public static class InsightCatalogue
{
    /// <summary>Those that are projected.</summary>
    public static IReadOnlyList<Measure> SeriesMeasures { get; } =
    [
        Measure.Revenue, Measure.GrossRevenue, Measure.Discount, Measure.Returns, Measure.Units, Measure.Transactions, Measure.AverageBasket,
    ];

    public static IReadOnlyList<Measure> Measures { get; } =
    [
        .. SeriesMeasures, Measure.NetRevenue, Measure.Tax, Measure.UnitsSold, Measure.UnitsReturned, Measure.ReturnReceipts, Measure.UnitsPerTransaction,
        Measure.AveragePrice, Measure.DiscountRate, Measure.ReturnRate, Measure.Tips, Measure.Rounding, Measure.StoredValue, Measure.Payments,
    ];

    public static IReadOnlyList<Measure> DefaultMeasures { get; } = [Measure.Revenue, Measure.Units, Measure.Transactions];

    /// <summary>Those that tell series of sales apart, whose history can be continued.</summary>
    public static IReadOnlyList<Dimension> SeriesDimensions { get; } =
    [
        Dimension.Store, Dimension.Register, Dimension.Sku, Dimension.Category, Dimension.Channel, Dimension.Currency,
    ];

    public static IReadOnlyList<Dimension> Dimensions { get; } =
    [
        .. SeriesDimensions, Dimension.Product, Dimension.TaxCode, Dimension.PaymentMethod, Dimension.Type, Dimension.Weekday, Dimension.HourOfDay,
    ];

    public static IReadOnlyList<Grain> Grains { get; } = [Grain.None, Grain.Hour, Grain.Day, Grain.Week, Grain.Month, Grain.Quarter, Grain.Year];

    public static IReadOnlyList<DateRange> Ranges => DateRange.All;

    public static IReadOnlyList<ComparisonKind> Comparisons => ComparisonKind.All;

    /// <summary>What a request without dates covers.</summary>
    public static DateRange DefaultRange => DateRange.Last30Days;

    public const int DefaultLimit = 10_000;

    public const int MaxLimit = 50_000;

    /// <summary>Values that one filter may list.</summary>
    public const int MaxFilterValues = 500;

    /// <summary>Groups that <c>top</c> may keep.</summary>
    public const int MaxTop = 100;

    /// <summary>Business dates before and after these are typing errors.</summary>
    public static DateSpan Dates { get; } = new(new DateOnly(1900, 1, 1), new DateOnly(2999, 12, 31));
}
