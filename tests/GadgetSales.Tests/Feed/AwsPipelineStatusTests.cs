using GadgetSales.Aws;
using GadgetSales.Core.Feed;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Feed;

/// <summary>What the AWS store tells of its pipeline, on the protocols of DynamoDB, CloudWatch and Athena. It is 12:05:30.</summary>
[Slow]
public sealed class AwsPipelineStatusTests : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What the way through the table's stream and the pipe may take.</summary>
    static readonly TimeSpan Pipe = TimeSpan.FromSeconds(10);

    readonly TempDirectory _bucket = new();
    readonly FakeTimeProvider _time = new(Noon.AddSeconds(330));
    readonly List<ServiceProvider> _services = [];
    DynamoTable _table = null!;
    FakeAthena _athena = null!;
    FakeCloudWatch _cloudWatch = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        _athena = await FakeAthena.StartAsync(_bucket.Path);
        _cloudWatch = await FakeCloudWatch.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _services.ForEach(services => services.Dispose());
        await _table.DisposeAsync();
        await _athena.DisposeAsync();
        await _cloudWatch.DisposeAsync();
        _bucket.Dispose();
    }

    [Fact]
    public async Task The_lake_is_complete_but_for_what_Firehose_and_Kinesis_still_hold()
    {
        _cloudWatch.Undelivered(Noon.AddMinutes(3), seconds: 240);
        _cloudWatch.Unread(Noon.AddMinutes(3), milliseconds: 1500);

        var status = await ReadAsync(Build());

        Assert.Equal(Noon.AddMinutes(3).AddSeconds(-240).AddMilliseconds(-1500) - Pipe, status.DataThrough);
        Assert.Equal(["ledger", "feed", "lake"], status.Stages.Select(stage => stage.Name));
        Assert.All(status.Stages, stage => Assert.Null(stage.LastError));
        Assert.Equal(401.5, status.Stages[1].LagSeconds);
        Assert.True(status.Stages[1].LagSeconds < status.StuckAfter.TotalSeconds);
    }

    [Fact]
    public async Task The_last_minute_that_both_tell_of_counts()
    {
        _cloudWatch.Undelivered(Noon.AddMinutes(2), seconds: 30);
        _cloudWatch.Undelivered(Noon.AddMinutes(3), seconds: 60);
        _cloudWatch.Undelivered(Noon.AddMinutes(4), seconds: 0);
        _cloudWatch.Unread(Noon.AddMinutes(2), milliseconds: 0);
        _cloudWatch.Unread(Noon.AddMinutes(3), milliseconds: 0);

        Assert.Equal(Noon.AddMinutes(2) - Pipe, (await ReadAsync(Build())).DataThrough);
    }

    [Fact]
    public async Task Where_Athena_may_reuse_an_answer_the_lake_is_taken_to_be_that_much_older()
    {
        _cloudWatch.Undelivered(Noon.AddMinutes(4), seconds: 0);
        _cloudWatch.Unread(Noon.AddMinutes(4), milliseconds: 0);

        Assert.Equal(Noon.AddMinutes(-1) - Pipe, (await ReadAsync(Build(("Aws:ResultReuseMinutes", "5")))).DataThrough);
    }

    [Fact]
    public async Task While_the_pipe_fails_nothing_is_known_and_the_feed_says_why()
    {
        _cloudWatch.Undelivered(Noon.AddMinutes(4), seconds: 0);
        _cloudWatch.Unread(Noon.AddMinutes(4), milliseconds: 0);
        _cloudWatch.PipeFailed(Noon.AddMinutes(2), times: 3);

        var status = await ReadAsync(Build());

        Assert.Null(status.DataThrough);
        Assert.Contains(FakeCloudWatch.Pipe, status.Stages[1].LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_CloudWatch_has_not_heard_of_is_not_known_and_no_fault()
    {
        _cloudWatch.Undelivered(Noon.AddMinutes(-30), seconds: 0);
        _cloudWatch.Unread(Noon.AddMinutes(-30), milliseconds: 0);

        var status = await ReadAsync(Build());

        Assert.Null(status.DataThrough);
        Assert.Null(status.Stages[1].LastError);
    }

    [Theory]
    [InlineData(400, "AccessDeniedException")]
    [InlineData(500, "InternalServiceFault")]
    public async Task A_refusal_of_CloudWatch_is_the_feeds_fault_and_nobody_elses(int status, string code)
    {
        _cloudWatch.Faults.Enqueue(new("GetMetricData", status, code, "As the test wants it"));
        _cloudWatch.Faults.Enqueue(new("GetMetricData", status, code, "As the test wants it"));

        var read = await ReadAsync(Build());

        Assert.Null(read.DataThrough);
        Assert.Equal((null, null), (read.Stages[0].LastError, read.Stages[2].LastError));
        Assert.Contains("As the test wants it", read.Stages[1].LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloudWatch_is_asked_once_a_minute_at_most()
    {
        var pipeline = Build();
        await ReadAsync(pipeline);
        _time.Advance(TimeSpan.FromSeconds(59));
        await ReadAsync(pipeline);
        Assert.Equal(1, _cloudWatch.Count);

        _time.Advance(TimeSpan.FromSeconds(11));
        await ReadAsync(pipeline);
        Assert.Equal(2, _cloudWatch.Count);
    }

    [Fact]
    public async Task Without_the_names_of_the_feed_CloudWatch_is_not_asked()
    {
        var status = await ReadAsync(Build(("Aws:Stream", ""), ("Aws:Pipe", ""), ("Aws:DeliveryStream", "")));

        Assert.Null(status.DataThrough);
        Assert.Equal(0, _cloudWatch.Count);
    }

    [Fact]
    public async Task Services_that_hang_do_not_hold_up_what_is_told_of_the_ledger()
    {
        var hanging = new TaskCompletionSource();
        (_athena.Hanging, _cloudWatch.Hanging) = (hanging.Task, hanging.Task);

        var reading = ReadAsync(Build());
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(2));
                return reading.IsCompleted;
            },
            "the status is told all the same");
        hanging.SetResult();

        var stages = (await reading).Stages;
        Assert.Contains("CloudWatch", stages[1].LastError, StringComparison.Ordinal);
        Assert.Equal("Athena does not answer in 2 seconds.", stages[2].LastError);
    }

    static Task<PipelineStatus> ReadAsync(IPipelineStatus pipeline) => pipeline.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    IPipelineStatus Build(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Aws:Table"] = _table.Name, ["Aws:ResultReuseMinutes"] = "0" };
        var all = DynamoTable.Settings(_table.Endpoint).Select(each => (each.Key, each.Value)).Concat(_athena.Settings).Concat(_cloudWatch.Settings).Concat(settings);
        foreach (var (key, value) in all)
        {
            values[key] = value;
        }

        _services.Add(new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time)
            .AddAwsStore(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).BuildServiceProvider());
        return _services[^1].GetRequiredService<IPipelineStatus>();
    }
}
