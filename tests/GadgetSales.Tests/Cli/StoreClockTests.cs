using GadgetSales.Import;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Receipts;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class StoreClockTests
{
    static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2019-01-15T12:00:00", -5)]
    [InlineData("2019-07-15T12:00:00", -4)]
    public void The_offset_is_that_of_the_day(string wall, int hours) => Assert.Equal(TimeSpan.FromHours(hours), At(wall).Offset);

    [Fact]
    public void A_wall_clock_time_that_daylight_saving_skips_keeps_its_day_and_its_clock() =>
        Assert.Equal("2019-03-10T02:30:00-05:00", At("2019-03-10T02:30:00").ToString("yyyy-MM-dd'T'HH:mm:sszzz"));

    [Fact]
    public void A_wall_clock_time_that_comes_twice_is_the_first_of_the_two() =>
        Assert.Equal(TimeSpan.FromHours(-4), At("2019-11-03T01:30:00").Offset);

    [Fact]
    public void Both_clocks_of_a_file_tell_a_repeated_hour_apart() => Assert.Equal(
        [TimeSpan.FromHours(-4), TimeSpan.FromHours(-5)],
        Enumerable.Range(5, 2).Select(hour => StoreClock.Between(new DateTime(2019, 11, 3, hour, 30, 0), new DateTime(2019, 11, 3, 1, 30, 0))!.Value.Offset));

    [Fact]
    public void Clocks_further_apart_than_any_zone_are_refused() =>
        Assert.Null(StoreClock.Between(new DateTime(2019, 11, 3, 0, 0, 0), new DateTime(2019, 11, 3, 14, 1, 0)));

    [Fact]
    public void The_first_zone_whose_pattern_matches_a_store_counts()
    {
        var zones = new StoreZones(["CA-1=America/Denver", "CA*=America/Los_Angeles", "America/New_York"]);

        Assert.Equal(
            ["America/Denver", "America/Los_Angeles", "America/New_York"],
            "CA-1 CA-2 NY".Split(' ').Select(store => zones.Of(store)!.Id));
    }

    [Fact]
    public void A_store_without_a_zone_has_none() => Assert.Null(new StoreZones(["CA=America/Los_Angeles"]).Of("NY"));

    [Fact]
    public void An_unknown_zone_is_refused_by_name()
    {
        var failure = Assert.Throws<ImportRefusedException>(() => new StoreZones(["NY=America/Gotham"]));

        Assert.Contains("America/Gotham", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019-04-19T08:46:00-05:00", "2019-04-19T08:46:00", -5.0)]
    [InlineData("2019-04-19 08:46:00.250+05:30", "2019-04-19T08:46:00.25", 5.5)]
    [InlineData("2019-04-19T08:46:00Z", "2019-04-19T08:46:00", 0.0)]
    [InlineData("2019-04-19T08:46", "2019-04-19T08:46:00", null)]
    [InlineData("2019-04-19", "2019-04-19", null)]
    public void Iso_times_are_read_with_or_without_an_offset(string text, string wall, double? hours)
    {
        Assert.True(new SoldAtText(null).TryRead(text, out var read, out var offset));

        Assert.Equal((DateTime.Parse(wall), hours), (read, offset?.TotalHours));
    }

    [Theory]
    [InlineData("04/19/19 08:46")]
    [InlineData("2019-13-01")]
    [InlineData("2019-04-19T08:46:00 EST")]
    public void Other_times_need_a_format(string text) => Assert.False(new SoldAtText(null).TryRead(text, out _, out _));

    [Fact]
    public void A_given_format_is_used()
    {
        Assert.True(new SoldAtText("MM/dd/yy HH:mm").TryRead("04/19/19 08:46", out var read, out _));

        Assert.Equal(new DateTime(2019, 4, 19, 8, 46, 0), read);
    }

    static DateTimeOffset At(string wall) => StoreClock.At(DateTime.Parse(wall), NewYork);
}
