using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Import.Receipts;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("700", 70_000)]
    [InlineData("700.0", 70_000)]
    [InlineData("700.00", 70_000)]
    [InlineData("700.0000", 70_000)]
    [InlineData("0.1", 10)]
    [InlineData("0.29", 29)]
    [InlineData("$11.95", 1_195)]
    [InlineData("-2.99", -299)]
    [InlineData(" 5 ", 500)]
    [InlineData("1,234.50", 123_450)]
    [InlineData("1,234,567", 123_456_700)]
    [InlineData("5.", 500)]
    public void An_amount_in_dollars_is_read_to_the_cent(string text, long cents) => Assert.Equal(cents, Read(text));

    [Theory]
    [InlineData("1.234,50", 123_450)]
    [InlineData("11,95", 1_195)]
    [InlineData("700", 70_000)]
    public void A_decimal_comma_is_read_when_asked_for(string text, long cents) => Assert.Equal(cents, Read(text, decimalMark: ','));

    [Theory]
    [InlineData("JPY", "1195", 1_195)]
    [InlineData("BHD", "1.195", 1_195)]
    [InlineData("USD", "11.95", 1_195)]
    public void The_currency_says_how_many_decimals_there_are(string currency, string text, long minor) =>
        Assert.Equal(minor, Read(text, GadgetSales.Core.Sales.Currencies.MinorUnits(currency)));

    [Theory]
    [InlineData("11.955", "more than 2 decimals")]
    [InlineData("11,95", "not an amount")]
    [InlineData("1,23,456", "not an amount")]
    [InlineData(",123", "not an amount")]
    [InlineData("", "not an amount")]
    [InlineData(".50", "not an amount")]
    [InlineData("1e3", "not an amount")]
    [InlineData("12 USD", "not an amount")]
    [InlineData("--1", "not an amount")]
    [InlineData("NaN", "not an amount")]
    [InlineData("92233720368547758.08", "too large")]
    [InlineData("99999999999999999999999999", "too large")]
    public void What_is_no_amount_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(MoneyText.TryRead(text, 2, '.', out _, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_decimal_with_two_digits_is_read_exactly() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), cents =>
            Read((cents / 100m).ToString(CultureInfo.InvariantCulture)) == cents
            && Read((cents / 100m).ToString("F4", CultureInfo.InvariantCulture)) == cents));

    static long Read(string text, int digits = 2, char decimalMark = '.')
    {
        Assert.True(MoneyText.TryRead(text, digits, decimalMark, out var minor, out var reason), reason);
        return minor;
    }
}
