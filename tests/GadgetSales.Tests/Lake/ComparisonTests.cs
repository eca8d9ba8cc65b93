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

    static DateSpan Span(string from, string to) => new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));
}
