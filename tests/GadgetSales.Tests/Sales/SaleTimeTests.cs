using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class SaleTimeTests
{
    [Theory]
    [InlineData("2019-04-19T08:46:00Z", "2019-04-19T08:46:00Z")]
    [InlineData("2019-04-19t08:46:00z", "2019-04-19T08:46:00Z")]
    [InlineData("2019-04-19T08:46:00+00:00", "2019-04-19T08:46:00Z")]
    [InlineData("2019-04-19T08:46:00-00:00", "2019-04-19T08:46:00Z")]
    [InlineData("2019-04-19T08:46:00.000-05:00", "2019-04-19T08:46:00-05:00")]
    [InlineData("2019-04-19T08:46:00.120+05:30", "2019-04-19T08:46:00.12+05:30")]
    [InlineData("2019-04-19T08:46:00.0000001+14:00", "2019-04-19T08:46:00.0000001+14:00")]
    [InlineData("2019-04-19T08:46:00.123456789Z", "2019-04-19T08:46:00.1234567Z")]
    public void A_time_has_one_canonical_spelling(string posted, string canonical)
    {
        var sale = SaleText.Accepted(SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = (posted, null)));

        Assert.Contains($"\"soldAt\":\"{canonical}\"", SaleText.Canonical(sale), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019-04-19T08:46:00")]
    [InlineData("2019-04-19 08:46:00Z")]
    [InlineData("2019-04-19T08:46Z")]
    [InlineData("2019-04-19T08:46:00.Z")]
    [InlineData("2019-04-19T08:46:00,5Z")]
    [InlineData("2019-04-19T08:46:00-0500")]
    [InlineData("2019-04-19T08:46:00-05")]
    [InlineData("2019-04-19T08:46:00-05:60")]
    [InlineData("2019-04-19T08:46:00+14:01")]
    [InlineData("2019-04-19T08:46:00ZZ")]
    [InlineData("2019-04-19T24:00:00Z")]
    [InlineData("2019-04-19T23:60:00Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2019-02-29T08:46:00Z")]
    [InlineData("2019-13-01T08:46:00Z")]
    [InlineData("2019-4-19T08:46:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData(" 2019-04-19T08:46:00Z")]
    [InlineData("2019-04-19T08:46:00Z ")]
    [InlineData("")]
    [InlineData("1555681560")]
    public void Another_spelling_of_a_time_is_refused(string posted) =>
        SaleText.Refused(
            SaleText.With(sale => sale["soldAt"] = posted), "/soldAt", "Must be an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00.");

    [Fact]
    public void A_sale_is_at_most_24_hours_ahead_of_the_server()
    {
        static string At(DateTimeOffset time) => SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = (time.ToString("O"), null));

        SaleText.Accepted(At(SaleText.Now.AddHours(24)));
        SaleText.Accepted(At(SaleText.Now.AddHours(24).ToOffset(TimeSpan.FromHours(9))));
        SaleText.Refused(
            At(SaleText.Now.AddHours(24).AddTicks(1)), "/soldAt", "Must not be more than 24 hours in the future: check the till's clock and the offset.");
    }

    [Fact]
    public void A_sale_is_not_before_the_year_2000_where_it_was_made()
    {
        static string At(string time) => SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = (time, "2000-01-01"));

        SaleText.Accepted(At("2000-01-01T00:00:00+09:00"));
        SaleText.Refused(At("1999-12-31T23:59:59-08:00"), "/soldAt", "Must not be before 2000-01-01.");
    }

    [Theory]
    [InlineData("2019-04-19T23:59:59-05:00", "2019-04-19")]
    [InlineData("2019-04-20T00:00:00+09:00", "2019-04-20")]
    public void The_business_date_is_the_local_date_unless_given(string soldAt, string date)
    {
        var absent = SaleText.Accepted(SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = (soldAt, null)));
        var given = SaleText.Accepted(SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = (soldAt, date)));

        Assert.Equal(date, absent.BusinessDate.ToString("O"));
        Assert.Equal(absent, given);
    }

    [Theory]
    [InlineData("2019-04-12")]
    [InlineData("2019-04-18")]
    [InlineData("2019-04-26")]
    public void The_trading_day_may_be_another_day_of_the_same_week(string date) =>
        Assert.Equal(date, SaleText.Accepted(SaleText.With(sale => sale["businessDate"] = date)).BusinessDate.ToString("O"));

    [Theory]
    [InlineData("2019-04-11")]
    [InlineData("2019-04-27")]
    [InlineData("2091-04-19")]
    public void A_business_date_far_from_the_sale_is_a_slip(string date) =>
        SaleText.Refused(SaleText.With(sale => sale["businessDate"] = date), "/businessDate", "Must be within 7 days of the local date of soldAt.");

    [Fact]
    public void A_business_date_is_not_before_the_year_2000() =>
        SaleText.Refused(
            SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = ("2000-01-01T01:00:00Z", "1999-12-31")), "/businessDate", "Must not be before 2000-01-01.");

    [Theory]
    [InlineData("2019-4-19")]
    [InlineData("2019-02-30")]
    [InlineData("19.04.2019")]
    [InlineData("2019-04-19T00:00:00Z")]
    [InlineData("2019-04-1٩")]
    public void Another_spelling_of_a_date_is_refused(string date) =>
        SaleText.Refused(SaleText.With(sale => sale["businessDate"] = date), "/businessDate", "Must be a calendar date as yyyy-MM-dd.");
}
