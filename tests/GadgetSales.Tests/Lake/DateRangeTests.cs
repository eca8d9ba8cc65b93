using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Lake;

public sealed class DateRangeTests
{
    /// <summary>A Sunday, the last day of its ISO week, in the middle of a month and a quarter.</summary>
    static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("today", "2026-11-22", "2026-11-22")]
    [InlineData("yesterday", "2026-11-21", "2026-11-21")]
    [InlineData("last-7-days", "2026-11-16", "2026-11-22")]
    [InlineData("last-14-days", "2026-11-09", "2026-11-22")]
    [InlineData("last-28-days", "2026-10-26", "2026-11-22")]
    [InlineData("last-56-days", "2026-09-28", "2026-11-22")]
    [InlineData("last-91-days", "2026-08-24", "2026-11-22")]
    [InlineData("last-364-days", "2025-11-24", "2026-11-22")]
    [InlineData("last-30-days", "2026-10-24", "2026-11-22")]
    [InlineData("last-90-days", "2026-08-25", "2026-11-22")]
    [InlineData("last-365-days", "2025-11-23", "2026-11-22")]
    [InlineData("this-week", "2026-11-16", "2026-11-22")]
    [InlineData("last-week", "2026-11-09", "2026-11-15")]
    [InlineData("month-to-date", "2026-11-01", "2026-11-22")]
    [InlineData("last-month", "2026-10-01", "2026-10-31")]
    [InlineData("quarter-to-date", "2026-10-01", "2026-11-22")]
    [InlineData("last-quarter", "2026-07-01", "2026-09-30")]
    [InlineData("year-to-date", "2026-01-01", "2026-11-22")]
    [InlineData("last-year", "2025-01-01", "2025-12-31")]
    public void A_relative_range_has_these_dates(string name, string from, string to) =>
        Assert.Equal(new DateSpan(Date(from), Date(to)), Find(name).Resolve(Today));

    [Fact]
    public void Every_range_is_covered_by_the_claims_above() =>
        Assert.Equal(19, InsightCatalogue.Ranges.Count);

    [Fact]
    public void Every_range_starts_before_it_ends_on_every_day_of_four_years()
    {
        for (var day = new DateOnly(2023, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            Assert.All(InsightCatalogue.Ranges, range =>
            {
                var span = range.Resolve(day);
                Assert.True(span.From <= span.To && span.To <= day, $"{range} on {day:yyyy-MM-dd}: {span}");
            });
        }
    }

    [Theory]
    [InlineData("last-month", "2026-01-31", "2025-12-01", "2025-12-31")]
    [InlineData("last-quarter", "2026-01-01", "2025-10-01", "2025-12-31")]
    [InlineData("last-month", "2024-03-31", "2024-02-01", "2024-02-29")]
    [InlineData("this-week", "2026-11-16", "2026-11-16", "2026-11-16")]
    public void Ranges_cross_the_edges_of_months_and_years(string name, string today, string from, string to) =>
        Assert.Equal(new DateSpan(Date(from), Date(to)), Find(name).Resolve(Date(today)));

    static DateRange Find(string name) => InsightCatalogue.Ranges.Single(range => range.Name == name);

    static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
