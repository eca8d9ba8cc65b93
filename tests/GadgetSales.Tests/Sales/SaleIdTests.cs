using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class SaleIdTests
{
    const string Rule = "1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit.";

    static readonly string WithoutId = SaleText.With(sale => sale.Remove("saleId"));

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("LA-01:R2:1043")]
    [InlineData("0197b7c2-5d4a-7c3e-9f00-5b1f6f1a2b3c")]
    [InlineData("x.y_z:0-")]
    public void An_id_of_the_allowed_characters_is_kept_as_it_is(string id) =>
        Assert.Equal(id, SaleText.Accepted(SaleText.With(sale => sale["saleId"] = id)).SaleId);

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public void Another_id_is_refused(string id)
    {
        SaleText.Refused(SaleText.With(sale => sale["saleId"] = id), "/saleId", $"Must be {Rule}");
        Assert.Equal(new InputError("/saleId", $"The Idempotency-Key header must be {Rule}"), Assert.Single(SaleText.Read(WithoutId, id).Errors));
    }

    [Theory]
    [InlineData("till-7:41")]
    [InlineData("\"till-7:41\"")]
    public void Without_an_id_the_idempotency_key_is_the_id(string key)
    {
        Assert.Equal("till-7:41", SaleText.Read(WithoutId, key).Sale!.SaleId);
        Assert.Equal("till-7:41", SaleText.Read(SaleText.With("saleId", "null"), key).Sale!.SaleId);
        Assert.Equal("till-7:41", SaleText.Read("{", key).SaleId);
    }

    [Fact]
    public void Id_and_idempotency_key_agree_or_the_sale_is_refused()
    {
        Assert.NotNull(SaleText.Read(SaleText.Valid, "LA-01:R2:1043").Sale);

        var error = Assert.Single(SaleText.Read(SaleText.Valid, "LA-01:R2:1044").Errors);
        Assert.Equal(new InputError("/saleId", "The Idempotency-Key header must be the saleId of the sale when both are given: leave one of them out."), error);
    }

    [Fact]
    public void Without_either_the_sale_is_refused_because_it_could_not_be_sent_again()
    {
        var reading = SaleText.Read(WithoutId);

        Assert.True(reading.LacksId);
        Assert.Equal(["/saleId"], reading.Errors.Select(error => error.Place));
        Assert.Contains("Idempotency-Key", reading.Errors[0].Message, StringComparison.Ordinal);
        Assert.False(SaleText.Read(SaleText.With("saleId", "7")).LacksId);
    }

    [Fact]
    public void A_refused_sale_without_an_id_gets_none() => Assert.Null(SaleText.Read("{}").SaleId);
}
