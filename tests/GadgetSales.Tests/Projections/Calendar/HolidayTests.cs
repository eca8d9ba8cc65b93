using GadgetSales.Projections.Calendar;

namespace GadgetSales.Tests.Projections.Calendar;

public sealed class HolidayTests
{
    [Theory]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2038, 4, 25)]
    public void Easter_is_where_the_calendar_has_it(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), HolidayRule.Easter(year));

    [Theory]
    [InlineData("Black Friday", "US", 2019, 11, 29)]
    [InlineData("Black Friday", null, 2024, 11, 29)]
    [InlineData("Thanksgiving", "US", 2024, 11, 28)]
    [InlineData("Memorial Day", "US", 2024, 5, 27)]
    [InlineData("Summer Bank Holiday", "GB", 2023, 8, 28)]
    [InlineData("Ascension", "DE", 2025, 5, 29)]
    [InlineData("King's Day", "NL", 2024, 4, 27)]
    [InlineData("Midsummer Eve", "SE", 2024, 6, 21)]
    public void A_holiday_has_its_date(string name, string? country, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), HolidayRules.Of(year, country).Single(holiday => holiday.Name == name).Date);

    [Fact]
    public void Every_rule_of_every_country_has_a_date_in_every_year() =>
        Assert.All(HolidayRules.Countries, country => Assert.All(Enumerable.Range(2000, 60), year =>
            Assert.All(HolidayRules.Of(year, country), holiday => Assert.Equal(year, holiday.Date.Year))));
}
