using GadgetSales.Core.Lake;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

public sealed class AthenaLakeReaderTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly LakeQuery Count = new("SELECT count(*) FROM sale_lines", []);

    TestAthena _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestAthena.StartAsync();

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_query_is_asked_for_with_growing_pauses_until_it_has_ended()
    {
        await _test.Reader.QueryAsync(Count, None);

        Assert.Equal(["StartQueryExecution", "GetQueryExecution", "GetQueryExecution", "GetQueryResults"], _test.Athena.Calls.Select(call => call.Operation));
        Assert.Equal([100, 150], _test.Time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task Statistics_name_the_execution_and_the_bytes_it_scanned()
    {
        _test.Bucket.Deliver(SampleFacts.Of(SampleSales.Sale()));

        var statistics = (await _test.Reader.QueryAsync(Count, None)).Statistics;

        var scanned = Directory.GetFiles(_test.Bucket.Path, "*.parquet", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Assert.Equal(("athena", scanned, false), (statistics.Engine, statistics.BytesRead, statistics.Cached));
        Assert.Equal(statistics.QueryId, _test.Athena.Calls[^1].Body["QueryExecutionId"]!.GetValue<string>());
        Assert.True(statistics.ElapsedMs > 0);
    }

    [Fact]
    public async Task Meters_tell_what_queries_cost_and_took()
    {
        _test.Bucket.Deliver(SampleFacts.Of(SampleSales.Sale()));

        var statistics = (await _test.Reader.QueryAsync(Count, None)).Statistics;

        Assert.Equal(1, _test.Meters.Sum("gadgetsales.lake.query.started"));
        Assert.Equal((double)statistics.BytesRead!, _test.Meters.Sum("gadgetsales.lake.query.scanned"));
        Assert.Equal([0.12], _test.Meters.Values("gadgetsales.lake.query.queue.duration"));
        Assert.Equal([0.4], _test.Meters.Values("gadgetsales.lake.query.execution.duration"));
        Assert.Equal([statistics.ElapsedMs / 1000], _test.Meters.Values("gadgetsales.lake.query.duration"));
        Assert.Empty(_test.Meters.Values("gadgetsales.lake.errors"));
    }

    [Fact]
    public async Task Meters_tell_failed_queries_from_throttled_ones()
    {
        _test.Athena.Endings.Enqueue(new("FAILED", "GENERIC_INTERNAL_ERROR: node lost", 1));
        await FailAsync(Count);
        _test.Athena.Faults.Enqueue(new("StartQueryExecution", 400, "TooManyRequestsException", "As the test wants it"));
        await FailAsync(Count);

        Assert.Equal(1, _test.Meters.Sum("gadgetsales.lake.query.started"));
        Assert.Equal(1, _test.Meters.Sum("gadgetsales.lake.query.throttled"));
        Assert.Equal(2, _test.Meters.Sum("gadgetsales.lake.errors"));
        Assert.Empty(_test.Meters.Values("gadgetsales.lake.query.duration"));
    }

    [Fact]
    public async Task The_same_question_within_the_age_of_reuse_is_answered_again_without_a_scan()
    {
        await using var test = await TestAthena.StartAsync(("Aws:ResultReuseMinutes", "5"));
        test.Bucket.Deliver(SampleFacts.Of(SampleSales.Sale()));

        var first = await test.Reader.QueryAsync(Count, None);
        var again = await test.Reader.QueryAsync(Count, None);

        Assert.Equal((false, true, 0L), (first.Statistics.Cached, again.Statistics.Cached, again.Statistics.BytesRead));
        Assert.Equal(first.Rows, again.Rows);
        var reuse = test.Athena.Calls[0].Body["ResultReuseConfiguration"]!["ResultReuseByAgeConfiguration"]!;
        Assert.Equal((true, 5), (reuse["Enabled"]!.GetValue<bool>(), reuse["MaxAgeInMinutes"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Parameters_travel_as_literals_beside_the_statement()
    {
        await _test.Reader.QueryAsync(
            new("SELECT count(*) FROM sale_lines WHERE sku = ? AND quantity > ? AND sale_date = CAST(? AS DATE)", ["it's", 3L, new DateOnly(2019, 4, 19)]), None);

        var body = _test.Athena.Calls[0].Body;
        Assert.Equal(["'it''s'", "3", "'2019-04-19'"], body["ExecutionParameters"]!.AsArray().Select(literal => literal!.GetValue<string>()));
        Assert.EndsWith("quantity > ? AND sale_date = CAST(? AS DATE)", body["QueryString"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_Athena_cannot_take_is_refused_before_it_is_asked()
    {
        var error = await FailAsync(new("SELECT ?", [new string('x', 1023)]));

        Assert.Equal(("query_failed", false), (error.Code, error.Retryable));
        Assert.Empty(_test.Athena.Calls);
    }

    [Fact]
    public async Task A_result_of_several_pages_comes_back_whole()
    {
        var result = await _test.Reader.QueryAsync(new("SELECT i FROM range(2500) t(i) ORDER BY i", []), None);

        Assert.Equal(Enumerable.Range(0, 2500).Select(number => (object?)(long)number), result.Rows.Select(row => row[0]));
        Assert.Equal(3, _test.Athena.Count("GetQueryResults"));
    }

    [Fact]
    public async Task No_page_is_read_beyond_the_row_limit()
    {
        var result = await _test.Reader.QueryAsync(new LakeQuery("SELECT i FROM range(2500) t(i) ORDER BY i", []) { MaxRows = 1000 }, None);

        Assert.Equal((1000, true), (result.Rows.Count, result.Truncated));
        var pages = _test.Athena.Calls.Where(call => call.Operation == "GetQueryResults").Select(call => call.Body["MaxResults"]!.GetValue<int>());
        Assert.Equal([1000, 2], pages);
    }

    [Fact]
    public async Task Every_type_comes_back_as_the_lake_returns_it()
    {
        var result = await _test.Reader.QueryAsync(
            new("SELECT CAST(1.5 AS double), CAST('NaN' AS double), true, CAST('2019-04-19' AS date), TIMESTAMP '2019-04-19 08:46:00.250', '', NULL", []), None);

        Assert.Equal([1.5, double.NaN, true, new DateOnly(2019, 4, 19), new DateTime(2019, 4, 19, 8, 46, 0, 250), "", null], Assert.Single(result.Rows));
    }

    [Fact]
    public async Task A_query_that_nobody_waits_for_is_stopped_in_Athena()
    {
        _test.Athena.Holds = true;
        using var disconnect = new CancellationTokenSource();

        var waiting = _test.Reader.QueryAsync(Count, disconnect.Token).AsTask();
        await Eventually.TrueAsync(() => _test.Athena.Count("GetQueryExecution") > 0, "the query runs");
        await disconnect.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("StopQueryExecution", _test.Athena.Calls[^1].Operation);
    }

    [Fact]
    public async Task A_query_that_cannot_be_followed_is_stopped()
    {
        _test.Athena.Faults.Enqueue(new("GetQueryExecution", 400, "ThrottlingException", "Rate exceeded"));

        Assert.Equal("query_throttled", (await FailAsync(Count)).Code);
        Assert.Equal(1, _test.Athena.Count("StopQueryExecution"));
    }

    [Theory]
    [InlineData(400, "TooManyRequestsException", "query_throttled", true)]
    [InlineData(400, "ThrottlingException", "query_throttled", true)]
    [InlineData(400, "InvalidRequestException", "query_failed", false)]
    [InlineData(400, "AccessDeniedException", "lake_unavailable", true)]
    [InlineData(400, "ExpiredTokenException", "lake_unavailable", true)]
    [InlineData(500, "InternalServerException", "lake_unavailable", true)]
    [InlineData(503, "ServiceUnavailable", "lake_unavailable", true)]
    public async Task A_refusal_has_a_code_that_says_whether_to_try_again(int status, string refusal, string code, bool retryable)
    {
        _test.Athena.Faults.Enqueue(new("StartQueryExecution", status, refusal, "As the test wants it"));

        var error = await FailAsync(Count);

        Assert.Equal((code, retryable), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData("CANCELLED", "Query cancelled! : Bytes scanned limit was exceeded", null, false, "scan_limit_exceeded", false)]
    [InlineData("FAILED", "Bytes scanned limit was exceeded", 2, false, "scan_limit_exceeded", false)]
    [InlineData("FAILED", "Query exhausted resources at this scale factor", 2, false, "query_out_of_memory", true)]
    [InlineData("FAILED", "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved", 2, false, "query_failed", false)]
    [InlineData("FAILED", "GENERIC_INTERNAL_ERROR: node lost", 1, false, "lake_unavailable", true)]
    [InlineData("FAILED", "HIVE_CANNOT_OPEN_SPLIT: Please reduce your request rate. SlowDown", 3, true, "lake_unavailable", true)]
    [InlineData("CANCELLED", "Query cancelled by user", null, false, "query_cancelled", true)]
    public async Task An_execution_that_ends_badly_says_how(string state, string reason, int? category, bool athenaSaysRetry, string code, bool retryable)
    {
        _test.Athena.Endings.Enqueue(new(state, reason, category, athenaSaysRetry));

        var error = await FailAsync(Count);

        Assert.Equal((code, retryable), (error.Code, error.Retryable));
        Assert.Equal(0, _test.Athena.Count("StopQueryExecution"));
    }

    [Fact]
    public async Task A_throttled_start_is_tried_again_and_starts_one_execution()
    {
        await using var test = await TestAthena.StartAsync(("Aws:QueryAttempts", "2"));
        test.Athena.Faults.Enqueue(new("StartQueryExecution", 400, "TooManyRequestsException", "As the test wants it"));

        await test.Reader.QueryAsync(Count, None);

        var tokens = test.Athena.Calls.Where(call => call.Operation == "StartQueryExecution").Select(call => call.Body["ClientRequestToken"]!.GetValue<string>()).ToList();
        Assert.Equal(2, tokens.Count);
        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_such()
    {
        await using var test = await TestAthena.StartAsync(("AWS_SECRET_ACCESS_KEY", "another"));

        var error = await Assert.ThrowsAsync<LakeQueryException>(() => test.Reader.QueryAsync(Count, None).AsTask());

        Assert.Equal("lake_unavailable", error.Code);
        Assert.Contains("credentials", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_passes_without_a_query_while_the_workgroup_is_enabled()
    {
        await _test.Reader.ProbeAsync(None);
        _test.Athena.WorkgroupState = "DISABLED";

        var error = await Assert.ThrowsAsync<LakeQueryException>(() => _test.Reader.ProbeAsync(None).AsTask());

        Assert.Equal(("lake_unavailable", true), (error.Code, error.Retryable));
        Assert.Contains(FakeAthena.Workgroup, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _test.Athena.Count("StartQueryExecution"));
    }

    [Theory]
    [InlineData("Aws:Workgroup", "elsewhere", "Aws:Workgroup")]
    [InlineData("AWS_ENDPOINT_URL_ATHENA", "http://127.0.0.1:1", "cannot be reached")]
    public async Task A_probe_says_what_is_wrong(string key, string value, string words)
    {
        await using var test = await TestAthena.StartAsync((key, value));

        var error = await Assert.ThrowsAsync<LakeQueryException>(() => test.Reader.ProbeAsync(None).AsTask());

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    Task<LakeQueryException> FailAsync(LakeQuery query) => Assert.ThrowsAsync<LakeQueryException>(() => _test.Reader.QueryAsync(query, None).AsTask());
}
