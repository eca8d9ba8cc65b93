namespace GadgetSales.Tests.Api;

public sealed class SuggestionTests
{
    static readonly string[] Names = ["revenue", "grossRevenue", "units", "transactions", "sku"];

    [Theory]
    [InlineData("revenu", "revenue")]
    [InlineData("Revenue", "revenue")]
    [InlineData("grossrevenue", "grossRevenue")]
    [InlineData("untis", "units")]
    [InlineData("transaction", "transactions")]
    [InlineData("sk", "sku")]
    public void A_name_close_to_one_is_taken_for_it(string given, string meant) => Assert.Equal(meant, Suggestion.For(given, Names));

    [Theory]
    [InlineData("profit")]
    [InlineData("")]
    [InlineData("x")]
    public void A_name_close_to_none_is_not_guessed_at(string given) => Assert.Null(Suggestion.For(given, Names));

    [Fact]
    public void A_very_long_name_is_not_compared() => Assert.Null(Suggestion.For(new string('r', 1_000_000), Names));

    [Fact]
    public void Nothing_is_suggested_when_nothing_is_on_offer() => Assert.Null(Suggestion.For("revenue", []));
}
