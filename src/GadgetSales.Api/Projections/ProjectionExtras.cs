using System.Globalization;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters that ask a projection for more than values and intervals, and those that say what not to learn from.</summary>
static class ProjectionExtras
{
    public const int MaxQuantiles = 20;
    public const int MaxExcluded = 100;

    public const string NoHolidays = "none";
    public const string UsualHolidays = "usual";

    public static IReadOnlyList<string> Holidays { get; } = [NoHolidays, UsualHolidays, .. HolidaySet.Countries];

    public static ProjectionQuery Read(QueryParameters parameters, ProjectionQuery query)
    {
        query = query with
        {
            Quantiles = ReadQuantiles(parameters),
            Sums = parameters.Choices("sums", PeriodSum.LongerThan(query.Grain.Grain)),
            WithTotal = parameters.Flag("total"),
            WithSubtotals = parameters.Flag("subtotals"),
            WithComponents = parameters.Flag("components"),
            WithBacktest = parameters.Flag("backtest"),
            Holidays = ReadHolidays(parameters),
            Exclude = ReadExcluded(parameters),
        };
        foreach (var name in (string[])["sums", "total"])
        {
            if (!query.Measure.IsAdditive && parameters.Has(name))
            {
                parameters.Refuse(name, $"Cannot be asked of {query.Measure}, whose values do not add up over time.");
            }
        }

        if (query.WithSubtotals && !query.HasSubtotals && parameters.Errors.Count == 0)
        {
            parameters.Refuse("subtotals", "Needs a groupBy of two dimensions or more, and a measure whose groups add up.");
        }

        return query;
    }

    static HolidaySet? ReadHolidays(QueryParameters parameters) => parameters.Choice("holidays", Holidays, UsualHolidays) switch
    {
        NoHolidays => null,
        UsualHolidays => new HolidaySet(Country: null),
        var country => new HolidaySet(country),
    };

    static List<double> ReadQuantiles(QueryParameters parameters)
    {
        List<double> quantiles = [];
        foreach (var text in parameters.Many("quantiles"))
        {
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantile) && quantile is >= 0.001 and <= 0.999)
            {
                quantiles.Add(quantile);
            }
            else
            {
                parameters.Refuse("quantiles", $"'{text}' is not a share from 0.001 to 0.999, such as 0.1,0.5,0.9.");
            }
        }

        if (quantiles.Count > MaxQuantiles)
        {
            parameters.Refuse("quantiles", $"May list at most {MaxQuantiles} quantiles.");
        }

        return [.. quantiles.Distinct().Order()];
    }

    /// <summary>Dates and ranges, such as <c>2019-04-01,2019-12-20..2019-12-26</c>.</summary>
    static List<DateSpan> ReadExcluded(QueryParameters parameters)
    {
        List<DateSpan> spans = [];
        foreach (var text in parameters.Many("exclude"))
        {
            var ends = text.Split("..");
            if (ends.Length <= 2 && DateOf(ends[0]) is { } from && DateOf(ends[^1]) is { } to && from <= to)
            {
                spans.Add(new DateSpan(from, to));
            }
            else
            {
                parameters.Refuse("exclude", $"'{text}' is neither a date such as 2019-04-01 nor a range such as 2019-12-20..2019-12-26.");
            }
        }

        if (spans.Count > MaxExcluded)
        {
            parameters.Refuse("exclude", $"May list at most {MaxExcluded} dates and ranges.");
        }

        return spans;
    }

    internal static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
