using System.Net;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

public sealed class InsightEndpointTests
{
    const string April = "from=2019-04-01&to=2019-04-30";

    [Fact]
    public async Task An_answer_repeats_the_question_and_says_how_fresh_and_how_dear_it_is()
    {
        await using var host = await InsightHost.StartAsync([SampleSales.Sale()]);

        var answer = await host.AskAsync("measures=revenue,units,transactions&groupBy=category&grain=day&from=2019-04-19&to=2019-04-19");

        Assert.Equal(
            ["from", "to", "grain", "groupBy", "currency", "taxIncluded", "rows", "truncated", "dataThrough", "provisional", "statistics"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """[{"period":"2019-04-19","category":"Audio","revenueMinor":24490,"units":1,"transactions":1,"complete":true},{"period":"2019-04-19","category":"Cables","revenueMinor":2390,"units":2,"transactions":1,"complete":true}]""",
            answer.GetProperty("rows").GetRawText());
        Assert.Equal("USD", answer.GetProperty("currency").GetString());
        Assert.Equal("""["category"]""", answer.GetProperty("groupBy").GetRawText());
        Assert.Equal(InsightHost.Now, answer.GetProperty("dataThrough").GetDateTimeOffset());
        Assert.Equal("duckdb", answer.GetProperty("statistics").GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_named_at_once()
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(
            await host.GetAsync("measures=revenu&grain=minute&from=soon&format=xml&regoin=EU"), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["format", "from", "grain", "measures", "regoin"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        Assert.Contains("Did you mean 'revenue'?", problem.GetProperty("errors").GetProperty("measures")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_has_the_same_columns_in_a_header_row_and_quotes_what_must_be()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "Cable, 1\" long"), Sold("2", "=HYPERLINK(1)"), Sold("3", category: null)]);

        var response = await host.GetAsync($"groupBy=category&measures=units,revenue&{April}&orderBy=category&format=csv");

        Assert.Equal(
            "category,currency,units,revenueMinor\r\n'=HYPERLINK(1),USD,1,100\r\n\"Cable, 1\"\" long\",USD,1,100\r\n,USD,1,100\r\n", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("USD", Assert.Single(response.Headers.GetValues("GadgetSales-Currency")));
        Assert.Equal("false", Assert.Single(response.Headers.GetValues("GadgetSales-Truncated")));
    }

    [Fact]
    public async Task Ndjson_has_a_row_a_line_with_names_as_they_are()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "=1+1"), Sold("2", category: null)]);

        var response = await host.GetAsync($"groupBy=category&measures=units&{April}", accept: "application/x-ndjson");

        Assert.Equal("{\"category\":\"=1+1\",\"units\":1}\n{\"category\":null,\"units\":1}\n", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", "text/csv")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("text/csv;q=0, */*", "application/json")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    public async Task The_header_accept_chooses_the_format(string? accept, string mediaType)
    {
        await using var host = await InsightHost.StartAsync([]);

        Assert.Equal(mediaType, (await host.GetAsync("", accept)).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_format_that_does_not_exist_is_not_acceptable_unless_the_parameter_names_one()
    {
        await using var host = await InsightHost.StartAsync([]);

        await ProblemAssert.IsAsync(await host.GetAsync("", accept: "application/pdf"), HttpStatusCode.NotAcceptable, "not_acceptable");
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("format=csv", accept: "application/pdf")).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_a_limit_cut_off_says_so()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "A"), Sold("2", "B")]);

        Assert.True((await host.AskAsync($"groupBy=category&{April}&limit=1")).GetProperty("truncated").GetBoolean());
        Assert.False((await host.AskAsync($"groupBy=category&{April}&limit=2")).GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task A_comparison_has_earlier_values_and_relative_changes()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", price: 150), Sold("2", price: 100) with { BusinessDate = new(2019, 4, 18) }]);

        var answer = await host.AskAsync("measures=revenue&grain=day&range=yesterday&compare=previous-period");

        Assert.Equal(
            """[{"period":"2019-04-19","revenueMinor":150,"previousPeriod":"2019-04-18","previousRevenueMinor":100,"revenueChange":0.5,"complete":true}]""",
            answer.GetProperty("rows").GetRawText());
        Assert.Equal("""{"compare":"previous-period","from":"2019-04-18","to":"2019-04-18"}""", answer.GetProperty("comparedWith").GetRawText());
    }

    [Fact]
    public async Task Several_currencies_in_one_answer_are_refused_and_listed_even_beyond_the_limit()
    {
        await using var host = await InsightHost.StartAsync([Sold("1"), Sold("2") with { Currency = "EUR" }]);

        var problem = await ProblemAssert.IsAsync(await host.GetAsync($"{April}&limit=1"), HttpStatusCode.BadRequest, "currency_ambiguous");

        Assert.Equal(["EUR", "USD"], problem.GetProperty("currencies").EnumerateArray().Select(currency => currency.GetString()));
        Assert.Equal("EUR", (await host.AskAsync($"{April}&currency=EUR")).GetProperty("currency").GetString());
        Assert.Equal(2, (await host.AskAsync($"{April}&groupBy=currency")).GetProperty("rows").GetArrayLength());
        Assert.Equal("""[{"units":2}]""", (await host.AskAsync($"{April}&measures=units")).GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task A_key_for_one_store_sees_only_that_store()
    {
        await using var host = await InsightHost.StartAsync([Sold("1"), Sold("2") with { StoreId = "NYC" }], withKeys: true);
        using var client = await host.Api.CreateClientWithKeyAsync(["insights:read"], ["LA-01"]);

        var body = await (await InsightHost.GetAsync(client, $"groupBy=store&measures=units&{April}")).Content.ReadAsStringAsync();
        var problem = await ProblemAssert.IsAsync(
            await InsightHost.GetAsync(client, $"store=NYC&store=LA-01&{April}"), HttpStatusCode.Forbidden, "store_forbidden");
        var catalog = JsonElement.Parse(await client.GetStringAsync("/v1/catalog"));

        Assert.Equal("""[{"store":"LA-01","units":1}]""", JsonElement.Parse(body).GetProperty("rows").GetRawText());
        Assert.Contains("NYC", problem.GetProperty("errors").GetProperty("store")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, catalog.GetProperty("tables")[0].GetProperty("partitions").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task An_answer_is_provisional_while_its_last_day_runs_or_sales_wait_for_the_lake()
    {
        await using var host = await InsightHost.StartAsync([Sold("1")]);

        Assert.True(await IsProvisionalAsync("range=today"));
        Assert.False(await IsProvisionalAsync("range=yesterday"));
        host.Pipeline.Status = new PipelineStatus(InsightHost.Now, [new StageStatus("feed", 1, Lag: 3, 0.2, 0, null)]);
        Assert.True(await IsProvisionalAsync("range=yesterday"));
        host.Pipeline.Status = new PipelineStatus(null, []);
        Assert.True(await IsProvisionalAsync("range=yesterday"));

        async Task<bool> IsProvisionalAsync(string parameters) => (await host.AskAsync(parameters)).GetProperty("provisional").GetBoolean();
    }

    [Fact]
    public async Task Without_a_grain_a_range_without_sales_is_one_row_of_zeros()
    {
        await using var host = await InsightHost.StartAsync([]);

        Assert.Equal("""[{"revenueMinor":0,"averageBasketMinor":null}]""", (await host.AskAsync("measures=revenue,averageBasket")).GetProperty("rows").GetRawText());
    }

    [Theory]
    [InlineData("lake_unavailable", true, HttpStatusCode.ServiceUnavailable)]
    [InlineData("value_out_of_range", false, HttpStatusCode.UnprocessableEntity)]
    public async Task A_lake_that_cannot_answer_is_a_problem_with_its_code(string code, bool retryable, HttpStatusCode status)
    {
        await using var host = await InsightHost.StartAsync([], services: services => services.AddSingleton<ILakeReader>(new FailingReader(code, retryable)));

        var response = await host.GetAsync("");

        var problem = await ProblemAssert.IsAsync(response, status, code);
        Assert.Equal(retryable, problem.GetProperty("retryable").GetBoolean());
        Assert.Equal(retryable, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task The_document_offers_exactly_what_the_endpoint_reads()
    {
        await using var host = await InsightHost.StartAsync([]);

        var document = JsonElement.Parse(await host.Api.Client.GetStringAsync("/openapi/v1.json"));
        var parameters = document.GetProperty("paths").GetProperty("/v1/insights/sales").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();

        Assert.Equal(InsightParameters.Names.Order(), parameters.Select(parameter => parameter.GetProperty("name").GetString()).Order());
        Assert.Equal(InsightCatalogue.Measures.Select(measure => measure.Name), Choices(Schema("measures").GetProperty("items")));
        Assert.Equal(InsightCatalogue.Dimensions.Select(dimension => dimension.Name), Choices(Schema("groupBy").GetProperty("items")));
        Assert.Equal(InsightCatalogue.Grains.Select(grain => grain.Name), Choices(Schema("grain")));
        Assert.Equal(InsightCatalogue.Ranges.Select(range => range.Name), Choices(Schema("range")));
        Assert.False(Schema("range").TryGetProperty("default", out _), "Swagger UI would send it beside from and to.");

        JsonElement Schema(string name) => parameters.Single(parameter => parameter.GetProperty("name").GetString() == name).GetProperty("schema");
        static IEnumerable<string> Choices(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(choice => choice.GetString()!);
    }

    [Fact]
    public async Task Fifty_thousand_rows_arrive_whole()
    {
        var lines = Enumerable.Range(1, 50_001).Select(i => new SaleLine { Sku = $"SKU-{i:D5}", Quantity = 1, UnitPriceMinor = 100 }).Chunk(1_000);
        await using var host = await InsightHost.StartAsync(lines.Select((chunk, i) => Sold($"{i}") with { Lines = chunk }));

        var rows = (await host.AskAsync($"groupBy=sku&measures=units&{April}&limit=50000")).GetProperty("rows");

        Assert.Equal(50_000, rows.GetArrayLength());
        Assert.Equal("SKU-50000", rows[49_999].GetProperty("sku").GetString());
    }

    static Sale Sold(string id, string? category = "Cables", long price = 100) => SampleSales.Sale(id) with
    {
        Lines = [new() { Sku = "a", Category = category, Quantity = 1, UnitPriceMinor = price }],
    };

    sealed class FailingReader(string code, bool retryable) : ILakeReader
    {
        public ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken) =>
            throw new LakeQueryException(code, "The lake said no.", retryable);
    }
}
