using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;
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
    public void Without_either_ids_are_made_that_sort_by_time()
    {
        var clock = new FakeTimeProvider(SaleText.Now);
        var intake = SaleText.Intake(clock);
        var bytes = System.Text.Encoding.UTF8.GetBytes(WithoutId);

        var first = intake.Read(bytes);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = intake.Read(bytes);

        Assert.Equal(7, Guid.Parse(first.SaleId!).Version);
        Assert.Equal(first.SaleId, first.Sale!.SaleId);
        Assert.True(string.CompareOrdinal(first.SaleId, second.SaleId) < 0);
    }

    [Fact]
    public void A_refused_sale_without_an_id_gets_none() => Assert.Null(SaleText.Read("{}").SaleId);
}
