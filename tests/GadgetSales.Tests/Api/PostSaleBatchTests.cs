using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class PostSaleBatchTests : IAsyncLifetime
{
    const string Path = "/v1/sales/batch";
    const string NdJson = "application/x-ndjson";

    readonly ApiHost _host = ApiHost.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Each_item_gets_its_own_outcome_and_one_bad_item_does_not_stop_the_others()
    {
        await _host.Client.PostSaleAsync(Posting.SaleWithId("a"));

        var response = await _host.Client.PostBatchAsync(
            Posting.SaleWithId("a"),
            SaleText.With(sale => (sale["saleId"], sale["currency"]) = ("a", "EUR")),
            SaleText.With(sale => (sale["saleId"], sale["currency"]) = ("b", "XXQ")),
            Posting.SaleWithId("c"),
            "17");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Equal((1, 1, 1, 2), CountsOf(answer));
        Assert.Equal(["replayed", "conflict", "rejected", "recorded", "rejected"], StatusesOf(answer));
        var results = answer.GetProperty("results");
        Assert.Equal([0, 1, 2, 3, 4], results.EnumerateArray().Select(result => result.GetProperty("index").GetInt32()));
        Assert.Equal(["a", "a", "b", "c", null], results.EnumerateArray().Select(result => result.GetProperty("saleId").GetString()));
        Assert.Equal("sale_conflict", results[1].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal("/currency", results[1].GetProperty("problem").GetProperty("differences")[0].GetString());
        Assert.Equal("validation_failed", results[2].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal("malformed_json", results[4].GetProperty("problem").GetProperty("code").GetString());
        Assert.False(results[3].TryGetProperty("problem", out _));
    }

    [Fact]
    public async Task Under_one_idempotency_key_each_item_without_an_id_gets_the_key_and_its_index()
    {
        var nameless = SaleText.With(sale => sale.Remove("saleId"));
        var body = $"[{nameless},{Posting.SaleWithId("own")},{nameless}]";

        var answer = await (await _host.Client.PostTextAsync(Path, body, headers: ("Idempotency-Key", "night-7"))).JsonAsync();
        var again = await (await _host.Client.PostTextAsync(Path, body, headers: ("Idempotency-Key", "night-7"))).JsonAsync();

        Assert.Equal(["night-7:0", "own", "night-7:2"], answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("saleId").GetString()));
        Assert.Equal((3, 0, 0, 0), CountsOf(answer));
        Assert.Equal((0, 3, 0, 0), CountsOf(again));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task A_batch_key_leaves_room_for_the_index(int length, bool allowed)
    {
        var response = await _host.Client.PostTextAsync(Path, $"[{Posting.SaleWithId("a")}]", headers: ("Idempotency-Key", new string('k', length)));

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_item_without_id_and_key_is_rejected_alone()
    {
        var answer = await (await _host.Client.PostBatchAsync(Posting.SaleWithId("a"), SaleText.With(sale => sale.Remove("saleId")))).JsonAsync();

        Assert.Equal(["recorded", "rejected"], StatusesOf(answer));
        Assert.Equal("sale_id_required", answer.GetProperty("results")[1].GetProperty("problem").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_posted_again_is_all_replays()
    {
        string[] sales = [.. Enumerable.Range(0, 50).Select(number => Posting.SaleWithId("s" + number))];
        await _host.Client.PostBatchAsync(sales);

        var answer = await (await _host.Client.PostBatchAsync(sales)).JsonAsync();

        Assert.Equal((0, 50, 0, 0), CountsOf(answer));
    }

    [Fact]
    public async Task A_sale_repeated_inside_a_batch_is_recorded_once()
    {
        var answer = await (await _host.Client.PostBatchAsync(Posting.SaleWithId("a"), Posting.SaleWithId("a"))).JsonAsync();

        Assert.Equal(["recorded", "replayed"], StatusesOf(answer));
    }

    [Fact]
    public async Task An_empty_batch_is_answered_with_zeros()
    {
        var answer = await (await _host.Client.PostBatchAsync()).JsonAsync();

        Assert.Equal((0, 0, 0, 0), CountsOf(answer));
    }

    [Fact]
    public async Task Lines_are_sales_and_blank_ones_are_none()
    {
        var body = OneLine("a") + "\r\n\n" + OneLine("b") + "\n";

        var answer = await (await _host.Client.PostTextAsync(Path, body, NdJson)).JsonAsync();

        Assert.Equal(["recorded", "recorded"], StatusesOf(answer));
    }

    [Fact]
    public async Task A_broken_line_is_that_items_rejection()
    {
        var body = OneLine("a") + "\n{\"saleId\": \n" + OneLine("b");

        var answer = await (await _host.Client.PostTextAsync(Path, body, NdJson)).JsonAsync();

        Assert.Equal(["recorded", "rejected", "recorded"], StatusesOf(answer));
    }

    [Theory]
    [InlineData("[{VALID}")]
    [InlineData("[{VALID}]]")]
    [InlineData("[{VALID},]")]
    [InlineData("{VALID}")]
    [InlineData("")]
    [InlineData("[{VALID}] trailing")]
    public async Task A_broken_array_is_malformed_as_a_whole_and_nothing_is_recorded(string body)
    {
        var response = await _host.Client.PostTextAsync(Path, body.Replace("{VALID}", Posting.SaleWithId("a"), StringComparison.Ordinal));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "malformed_json");
        await AssertNotRecordedAsync("a");
    }

    [Fact]
    public async Task More_than_a_thousand_sales_are_too_many_and_nothing_is_recorded()
    {
        var response = await _host.Client.PostBatchAsync([.. Enumerable.Range(0, 1_001).Select(number => Posting.SaleWithId("s" + number))]);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "batch_too_large");
        await AssertNotRecordedAsync("s0");
    }

    [Fact]
    public async Task A_thousand_sales_are_one_batch()
    {
        var response = await _host.Client.PostBatchAsync([.. Enumerable.Range(0, 1_000).Select(number => Posting.SaleWithId("s" + number))]);

        Assert.Equal((1_000, 0, 0, 0), CountsOf(await response.JsonAsync()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Compressed_bodies_are_taken(string encoding)
    {
        var body = Compress(encoding, "[" + Posting.SaleWithId("a") + "]");

        var response = await _host.Client.PostBytesAsync(Path, body, "application/json", ("Content-Encoding", encoding));

        Assert.Equal(["recorded"], StatusesOf(await response.JsonAsync()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_grows_past_5_MB_when_decompressed_is_too_large_and_nothing_is_recorded(string encoding)
    {
        var text = "[" + Posting.SaleWithId("a") + new string(' ', 6 * 1024 * 1024) + "]";

        var response = await _host.Client.PostBytesAsync(Path, Compress(encoding, text), "application/json", ("Content-Encoding", encoding));

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await AssertNotRecordedAsync("a");
    }

    [Fact]
    public async Task A_body_of_more_than_5_MB_is_too_large_and_nothing_is_recorded()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent("[" + Posting.SaleWithId("a") + new string(' ', 6 * 1024 * 1024) + "]", Encoding.UTF8, "application/json"),
        };

        var response = await _host.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await AssertNotRecordedAsync("a");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_compressed_as_it_says_is_malformed(string encoding)
    {
        var response = await _host.Client.PostTextAsync(Path, "[" + Posting.SaleWithId("a") + "]", "application/json", ("Content-Encoding", encoding));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "malformed_request");
    }

    [Fact]
    public async Task An_unknown_content_encoding_is_unsupported()
    {
        var response = await _host.Client.PostTextAsync(Path, "[]", "application/json", ("Content-Encoding", "zstd"));

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.NotEmpty(response.Headers.GetValues("Accept-Encoding"));
    }

    async Task AssertNotRecordedAsync(string saleId) =>
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/sales/" + saleId), HttpStatusCode.NotFound, "sale_not_found");

    static string OneLine(string saleId) => JsonSerializer.Serialize(JsonElement.Parse(Posting.SaleWithId(saleId)));

    static byte[] Compress(string encoding, string text)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true), "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true), _ => new BufferedStream(target) })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
            return encoding == "identity" ? target.ToArray() : Close(stream, target);
        }
    }

    static byte[] Close(Stream stream, MemoryStream target)
    {
        stream.Dispose();
        return target.ToArray();
    }

    static (int Recorded, int Replayed, int Conflicts, int Rejected) CountsOf(JsonElement answer) => (
        answer.GetProperty("recorded").GetInt32(),
        answer.GetProperty("replayed").GetInt32(),
        answer.GetProperty("conflicts").GetInt32(),
        answer.GetProperty("rejected").GetInt32());

    static IEnumerable<string?> StatusesOf(JsonElement answer) =>
        answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString());
}
