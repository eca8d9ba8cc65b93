using GadgetSales.Core.Sales;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    [InlineData("HRK", 2)]
    public void A_currency_has_its_minor_units(string code, int digits)
    {
        Assert.True(Currencies.IsKnown(code));
        Assert.Equal(digits, Currencies.MinorUnits(code));
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("XAU")]
    [InlineData("XXX")]
    [InlineData("XTS")]
    [InlineData("BTC")]
    [InlineData("")]
    public void What_nobody_pays_with_at_a_till_is_not_a_currency(string code)
    {
        Assert.False(Currencies.IsKnown(code));
        Assert.Throws<ArgumentException>(() => Currencies.MinorUnits(code));
    }

    [Fact]
    public void Codes_are_three_capitals_each_once() =>
        Assert.All(Currencies.Codes, code => Assert.Matches("^[A-Z]{3}$", code));
}
