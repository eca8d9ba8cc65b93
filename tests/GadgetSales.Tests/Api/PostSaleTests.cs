using System.Net;
using System.Text;
using System.Text.Json;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class PostSaleTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_new_sale_is_created_and_answered_as_recorded()
    {
        var response = await _host.Client.PostSaleAsync(SaleText.Valid);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/v1/sales/LA-01:R2:1043", response.Headers.Location?.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.False(response.Headers.Contains("Idempotent-Replayed"));
        var sale = await response.JsonAsync();
        Assert.Equal("LA-01:R2:1043", sale.GetProperty("saleId").GetString());
        Assert.Equal(2390, sale.GetProperty("totalMinor").GetInt64());
        Assert.Equal(2, sale.GetProperty("units").GetInt64());
        Assert.Equal(1, sale.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task The_location_leads_to_the_same_bytes()
    {
        var posted = await _host.Client.PostSaleAsync(SaleText.Valid);

        var found = await _host.Client.GetStringAsync(posted.Headers.Location);

        Assert.Equal(await posted.Content.ReadAsStringAsync(), found);
    }

    [Fact]
    public async Task Posting_the_same_sale_twice_records_it_once_and_says_so()
    {
        var first = await _host.Client.PostSaleAsync(SaleText.Valid);

        var second = await _host.Client.PostSaleAsync(SaleText.Valid);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(["true"], second.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_hundred_clients_with_the_same_id_get_one_created_and_else_replays()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _host.Client.PostSaleAsync(SaleText.Valid)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(199, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Other_content_under_a_recorded_id_is_a_conflict_that_names_what_differs()
    {
        await _host.Client.PostSaleAsync(SaleText.Valid);

        var response = await _host.Client.PostSaleAsync(SaleText.WithLine("quantity", "3"));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "sale_conflict");
        Assert.Equal("""["/lines/0/quantity"]""", problem.GetProperty("differences").GetRawText());
        Assert.False(problem.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Broken_rules_are_named_by_pointer()
    {
        var response = await _host.Client.PostSaleAsync(SaleText.WithLine("quantity", "0"));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty("/lines/0/quantity")[0].GetString()!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"saleId\": }")]
    [InlineData("not json")]
    public async Task A_body_that_is_no_json_object_is_malformed(string body)
    {
        var response = await _host.Client.PostSaleAsync(body);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "malformed_json");
    }

    [Fact]
    public async Task The_idempotency_key_is_the_id_of_a_sale_without_one()
    {
        var response = await _host.Client.PostTextAsync("/v1/sales", SaleText.With(sale => sale.Remove("saleId")), headers: ("Idempotency-Key", "key-7"));

        Assert.Equal("/v1/sales/key-7", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_idempotency_key_may_be_quoted_as_structured_headers_are()
    {
        var response = await _host.Client.PostTextAsync("/v1/sales", SaleText.With(sale => sale.Remove("saleId")), headers: ("Idempotency-Key", "\"key-7\""));

        Assert.Equal("/v1/sales/key-7", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_idempotency_key_other_than_the_sale_id_is_refused()
    {
        var response = await _host.Client.PostTextAsync("/v1/sales", SaleText.Valid, headers: ("Idempotency-Key", "another"));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("/saleId", out _));
    }

    [Fact]
    public async Task Without_any_id_the_sale_is_refused()
    {
        var response = await _host.Client.PostSaleAsync(SaleText.With(sale => sale.Remove("saleId")));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "sale_id_required");
        Assert.True(problem.GetProperty("errors").TryGetProperty("/saleId", out _));
    }

    [Fact]
    public async Task Sales_are_found_by_the_number_of_their_source()
    {
        foreach (var (id, store) in new[] { ("A:1", "A"), ("B:1", "B") })
        {
            await _host.Client.PostSaleAsync(SaleText.With(sale => (sale["saleId"], sale["storeId"], sale["externalId"]) = (id, store, "#1001")));
        }

        Assert.Equal(["A:1", "B:1"], await IdsAsync("externalId=%231001"));
        Assert.Equal(["B:1"], await IdsAsync("externalId=%231001&storeId=B"));
        Assert.Empty(await IdsAsync("externalId=1001"));
        var problem = await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/sales?storeId=B", TestContext.Current.CancellationToken), HttpStatusCode.BadRequest, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("externalId", out _));

        async Task<string[]> IdsAsync(string query)
        {
            var page = await (await _host.Client.GetAsync("/v1/sales?" + query, TestContext.Current.CancellationToken)).JsonAsync();
            return [.. page.GetProperty("sales").EnumerateArray().Select(sale => sale.GetProperty("saleId").GetString()!)];
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_unsupported(string mediaType)
    {
        var response = await _host.Client.PostTextAsync("/v1/sales", SaleText.Valid, mediaType);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    public async Task A_charset_of_utf_8_may_be_said(string mediaType)
    {
        var response = await _host.Client.PostTextAsync("/v1/sales", SaleText.Valid, mediaType);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_256_KB_is_too_large_whether_its_length_is_told_or_not(bool told)
    {
        var text = SaleText.With("channel", JsonSerializer.Serialize(new string('x', 300_000)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sales") { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = !told;

        var response = await _host.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task A_void_of_a_sale_that_is_not_recorded_may_be_tried_again_later()
    {
        var response = await _host.Client.PostSaleAsync(VoidOf("LA-01:R2:1043"));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "original_not_found");
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.True(problem.GetProperty("errors").TryGetProperty("/originalSaleId", out _));
    }

    [Fact]
    public async Task A_void_carries_what_it_cancels()
    {
        await _host.Client.PostSaleAsync(SaleText.Valid);

        var response = await _host.Client.PostSaleAsync(VoidOf("LA-01:R2:1043"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(-2390, (await response.JsonAsync()).GetProperty("totalMinor").GetInt64());
    }

    [Fact]
    public async Task A_second_void_of_the_same_sale_is_refused()
    {
        await _host.Client.PostSaleAsync(SaleText.Valid);
        await _host.Client.PostSaleAsync(VoidOf("LA-01:R2:1043", "void-1"));

        var response = await _host.Client.PostSaleAsync(VoidOf("LA-01:R2:1043", "void-2"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnprocessableEntity, "original_already_voided");
    }

    [Fact]
    public async Task Reading_a_sale_that_is_not_recorded_is_a_not_found_problem()
    {
        var response = await _host.Client.GetAsync("/v1/sales/no-such-sale");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "sale_not_found");
    }

    static string VoidOf(string originalSaleId, string saleId = "void-1") => SaleText.With(sale =>
    {
        sale["saleId"] = saleId;
        sale["type"] = "void";
        sale["originalSaleId"] = originalSaleId;
        sale["receiptNumber"] = null;
        sale.Remove("lines");
    });
}
