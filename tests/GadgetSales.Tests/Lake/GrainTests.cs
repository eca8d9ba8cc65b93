using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Lake;

public sealed class GrainTests
{
    [Theory]
    [InlineData("hour", "2019-04-19T08:46", "2019-04-19T08:00")]
    [InlineData("day", "2019-04-19T08:46", "2019-04-19")]
    [InlineData("week", "2019-04-19T08:46", "2019-04-15")]
    [InlineData("week", "2019-04-15T00:00", "2019-04-15")]
    [InlineData("week", "2019-04-21T23:59", "2019-04-15")]
    [InlineData("week", "2021-01-03T12:00", "2020-12-28")]
    [InlineData("month", "2019-04-30T08:46", "2019-04-01")]
    [InlineData("quarter", "2019-06-30T08:46", "2019-04-01")]
    [InlineData("quarter", "2019-12-31T08:46", "2019-10-01")]
    [InlineData("year", "2019-12-31T08:46", "2019-01-01")]
    public void A_period_is_named_by_its_start(string name, string time, string period)
    {
        var grain = Find(name);
        Assert.Equal(period, grain.Format(grain.Truncate(Time(time))));
    }

    [Theory]
    [InlineData("hour", "2019-12-31T23:00", 1, "2020-01-01T00:00")]
    [InlineData("day", "2019-12-31T00:00", 1, "2020-01-01")]
    [InlineData("week", "2019-12-30T00:00", 1, "2020-01-06")]
    [InlineData("month", "2019-12-01T00:00", 3, "2020-03-01")]
    [InlineData("quarter", "2019-10-01T00:00", 1, "2020-01-01")]
    [InlineData("year", "2019-01-01T00:00", -2, "2017-01-01")]
    public void Periods_follow_each_other(string name, string period, int count, string expected)
    {
        var grain = Find(name);
        Assert.Equal(expected, grain.Format(grain.Add(Time(period), count)));
    }

    static Grain Find(string name) => InsightCatalogue.Grains.Single(grain => grain.Name == name);

    static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
