using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Lake;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15")]
    [InlineData("2026-11-22", "2026-11-22", "2026-11-21", "2026-11-21")]
    [InlineData("2026-03-10", "2026-04-20", "2026-01-27", "2026-03-09")]
    public void The_period_before_has_as_many_days(string from, string to, string earlierFrom, string earlierTo) =>
        Assert.Equal(Span(earlierFrom, earlierTo), Comparison.Of(ComparisonKind.PreviousPeriod, Span(from, to)).Span);

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28")]
    [InlineData("2026-01-01", "2026-06-30", "2025-07-01", "2025-12-31")]
    [InlineData("2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31")]
    public void The_period_before_whole_months_is_as_many_whole_months(string from, string to, string earlierFrom, string earlierTo) =>
        Assert.Equal(Span(earlierFrom, earlierTo), Comparison.Of(ComparisonKind.PreviousPeriod, Span(from, to)).Span);

    [Fact]
    public void A_month_to_date_is_compared_with_the_same_days_of_the_month_before() =>
        Assert.Equal(
            Span("2026-10-01", "2026-10-22"),
            Comparison.Of(ComparisonKind.PreviousPeriod, Span("2026-11-01", "2026-11-22"), calendarMonths: 1).Span);

    [Theory]
    [InlineData("2026-11-16", "2026-11-22", "2025-11-16", "2025-11-22")]
    [InlineData("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28")]
    [InlineData("2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29")]
    [InlineData("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28")]
    public void A_year_earlier_has_the_same_dates(string from, string to, string earlierFrom, string earlierTo) =>
        Assert.Equal(Span(earlierFrom, earlierTo), Comparison.Of(ComparisonKind.PreviousYear, Span(from, to)).Span);

    [Fact]
    public void A_leap_day_has_no_counterpart_a_year_earlier_and_its_neighbours_keep_their_dates()
    {
        var span = Span("2024-01-01", "2024-12-31");
        var comparison = Comparison.Of(ComparisonKind.PreviousYear, span);
        Assert.Null(comparison.Under(new DateTime(2024, 2, 29), Grain.Day, span));
        Assert.Equal(new DateTime(2023, 2, 28), comparison.Under(new DateTime(2024, 2, 28), Grain.Day, span));
        Assert.Equal(new DateTime(2023, 3, 1), comparison.Under(new DateTime(2024, 3, 1), Grain.Day, span));
    }

    [Fact]
    public void The_last_days_of_a_longer_month_have_no_counterpart()
    {
        var span = Span("2026-03-01", "2026-03-31");
        var comparison = Comparison.Of(ComparisonKind.PreviousPeriod, span);
        Assert.Equal(new DateTime(2026, 2, 28), comparison.Under(new DateTime(2026, 3, 28), Grain.Day, span));
        Assert.All([29, 30, 31], day => Assert.Null(comparison.Under(new DateTime(2026, 3, day), Grain.Day, span)));
    }

    [Fact]
    public void The_first_week_lies_over_the_first_week_of_the_earlier_range()
    {
        var span = Span("2026-01-01", "2026-12-31");
        var comparison = Comparison.Of(ComparisonKind.PreviousYear, span);
        Assert.Equal(new DateTime(2024, 12, 30), comparison.Under(new DateTime(2025, 12, 29), Grain.Week, span));
        Assert.Equal(new DateTime(2025, 6, 30), comparison.Under(new DateTime(2026, 6, 29), Grain.Week, span));
    }

    [Fact]
    public void Months_lie_over_months_when_the_range_moved_by_days()
    {
        var span = Span("2026-03-10", "2026-04-20");
        var comparison = Comparison.Of(ComparisonKind.PreviousPeriod, span);
        Assert.Equal(new DateTime(2026, 1, 1), comparison.Under(new DateTime(2026, 3, 1), Grain.Month, span));
        Assert.Equal(new DateTime(2026, 2, 1), comparison.Under(new DateTime(2026, 4, 1), Grain.Month, span));
    }

    [Fact]
    public void Hours_keep_their_hour()
    {
        var span = Span("2026-11-22", "2026-11-22");
        var comparison = Comparison.Of(ComparisonKind.PreviousPeriod, span);
        Assert.Equal(new DateTime(2026, 11, 21, 8, 0, 0), comparison.Under(new DateTime(2026, 11, 22, 8, 0, 0), Grain.Hour, span));
    }

    [Theory]
    [InlineData("month", "2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28")]
    [InlineData("month", "2026-03-02", "2026-03-31", "2026-02-02", "2026-02-28")]
    [InlineData("month", "2026-02-25", "2026-03-26", "2025-12-25", "2026-01-26")]
    [InlineData("quarter", "2026-10-01", "2026-11-22", "2026-07-01", "2026-08-22")]
    [InlineData("quarter", "2026-11-01", "2026-11-30", "2026-08-01", "2026-08-31")]
    [InlineData("year", "2026-01-01", "2026-06-30", "2025-01-01", "2025-06-30")]
    [InlineData("week", "2026-10-24", "2026-11-22", "2026-09-19", "2026-10-18")]
    [InlineData("week", "2026-03-01", "2026-03-31", "2026-01-25", "2026-02-24")]
    [InlineData("day", "2026-03-02", "2026-03-31", "2026-01-31", "2026-03-01")]
    public void Periods_lie_over_the_same_parts_of_the_periods_before(string grain, string from, string to, string earlierFrom, string earlierTo)
    {
        var (span, cut) = (Span(from, to), InsightCatalogue.Grains.Single(known => known.Name == grain));
        var comparison = Comparison.Of(ComparisonKind.PreviousPeriod, span, grain: cut);
        Assert.Equal(Span(earlierFrom, earlierTo), comparison.Span);
        var first = cut.Truncate(span.From.ToDateTime(default));
        Assert.Equal(cut.Truncate(comparison.Span.From.ToDateTime(default)), comparison.Under(first, cut, span));
    }

    [Fact]
    public void A_week_to_date_is_compared_with_the_same_weekdays_of_the_week_before()
    {
        var thisWeek = InsightCatalogue.Ranges.Single(range => range.Name == "this-week");
        var span = thisWeek.Resolve(new DateOnly(2026, 11, 18));
        Assert.Equal(Span("2026-11-09", "2026-11-11"), Comparison.Of(ComparisonKind.PreviousPeriod, span, thisWeek.Months, grain: null, thisWeek.Days).Span);
    }

    [Theory]
    [InlineData("same-weekdays", "2026-11-16", "2026-11-22", "2025-11-17", "2025-11-23")]
    [InlineData("same-weekdays", "2024-02-29", "2024-02-29", "2023-03-02", "2023-03-02")]
    [InlineData("same-weekdays-last-week", "2026-11-20", "2026-11-22", "2026-11-13", "2026-11-15")]
    public void The_same_weekdays_lie_whole_weeks_before(string kind, string from, string to, string earlierFrom, string earlierTo) =>
        Assert.Equal(Span(earlierFrom, earlierTo), Comparison.Of(ComparisonKind.All.Single(known => known.Name == kind), Span(from, to)).Span);

    [Fact]
    public void A_month_lies_over_the_same_weekdays_of_a_year_before_not_over_another_month()
    {
        var span = Span("2026-03-01", "2026-03-31");
        var comparison = Comparison.Of(ComparisonKind.SameWeekdays, span);
        Assert.Equal(new DateTime(2025, 3, 2), comparison.Under(new DateTime(2026, 3, 1), Grain.Month, span));
    }

    [Fact]
    public void A_leap_day_alone_has_nothing_under_it_a_year_earlier()
    {
        var span = Span("2024-02-29", "2024-02-29");
        var comparison = Comparison.Of(ComparisonKind.PreviousYear, span);
        Assert.True(comparison.IsEmpty);
        Assert.All(InsightCatalogue.Grains.Where(grain => grain != Grain.None), grain => Assert.Null(comparison.Under(new DateTime(2024, 2, 29), grain, span)));
        Assert.Equal(Span("2023-03-01", "2023-03-31"), Comparison.Of(ComparisonKind.PreviousYear, Span("2024-02-29", "2024-03-31")).Span);
    }

    [Fact]
    public void Dates_of_ones_own_lie_first_over_first_and_what_is_longer_has_no_counterpart()
    {
        var span = Span("2026-11-20", "2026-11-26");
        var comparison = Comparison.With(Span("2025-11-28", "2025-12-01"), span);
        Assert.Equal("2025-11-28..2025-12-01", comparison.Kind.Name);
        Assert.Equal(new DateTime(2025, 11, 28), comparison.Under(new DateTime(2026, 11, 20), Grain.Day, span));
        Assert.Equal(new DateTime(2025, 12, 1), comparison.Under(new DateTime(2026, 11, 23), Grain.Day, span));
        Assert.Null(comparison.Under(new DateTime(2026, 11, 24), Grain.Day, span));
    }

    static DateSpan Span(string from, string to) => new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));
}
