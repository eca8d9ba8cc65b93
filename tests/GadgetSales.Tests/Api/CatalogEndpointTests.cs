using System.Text.Json;
using GadgetSales.Core.Lake;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class CatalogEndpointTests
{
    [Fact]
    public async Task The_catalog_lists_everything_that_can_be_asked_and_the_dates_there_are()
    {
        var sale = SampleSales.Sale();
        await using var host = await InsightHost.StartAsync([sale, sale with { SaleId = "later", BusinessDate = new(2019, 4, 21) }]);

        var catalog = JsonElement.Parse(await host.Api.Client.GetStringAsync("/v1/catalog"));

        Assert.Equal(InsightCatalogue.Measures.Select(measure => measure.Name), Names("measures"));
        Assert.Equal(InsightCatalogue.Dimensions.Select(dimension => dimension.Name), Names("dimensions"));
        Assert.Equal(InsightCatalogue.Grains.Select(grain => grain.Name), Names("grains"));
        Assert.Equal(InsightCatalogue.Ranges.Select(range => range.Name), Names("ranges"));
        var table = catalog.GetProperty("tables")[0];
        Assert.Equal(LakeSchema.ViewFields.Select(field => field.Name), table.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!));
        Assert.Equal(
            """{"column":"sale_date","first":"2019-04-19","last":"2019-04-21","count":2,"rows":4}""", table.GetProperty("partitions").GetRawText());
        Assert.Equal("2019-04-20", catalog.GetProperty("ranges")[0].GetProperty("to").GetString());

        IEnumerable<string> Names(string list) => catalog.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("name").GetString()!);
    }

    [Fact]
    public async Task The_catalog_says_how_many_digits_each_currency_has_and_defines_everything_in_one_sentence()
    {
        await using var host = await InsightHost.StartAsync([]);

        var catalog = JsonElement.Parse(await host.Api.Client.GetStringAsync("/v1/catalog"));
        var digits = catalog.GetProperty("currencies").EnumerateArray().ToDictionary(currency => currency.GetProperty("code").GetString()!, currency => currency.GetProperty("digits").GetInt32());

        Assert.Equal((2, 0, 3), (digits["USD"], digits["JPY"], digits["KWD"]));
        Assert.All(
            catalog.GetProperty("measures").EnumerateArray().Concat(catalog.GetProperty("dimensions").EnumerateArray()).Select(defined => defined.GetProperty("description").GetString()!),
            description => Assert.Matches(@"^[^.]+\.$", description));
        Assert.All(
            catalog.GetProperty("measures").EnumerateArray(),
            measure => Assert.Contains(measure.GetProperty("unit").GetString()!, measure.GetProperty("description").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_lake_has_no_dates()
    {
        await using var host = await InsightHost.StartAsync([]);

        var partitions = JsonElement.Parse(await host.Api.Client.GetStringAsync("/v1/catalog")).GetProperty("tables")[0].GetProperty("partitions");

        Assert.Equal("""{"column":"sale_date","first":null,"last":null,"count":0,"rows":0}""", partitions.GetRawText());
    }
}
