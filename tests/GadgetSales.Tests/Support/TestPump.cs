using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Feed;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Support;

/// <summary>A pump from a source to a DuckDB lake in a folder.</summary>
public sealed class TestPump : IAsyncDisposable
{
    readonly LedgerPump _pump;

    public TestPump(IFeedSource source, string folder, FeedOptions? options = null)
    {
        Lake = new TestLake(folder);
        var metrics = new FeedMetrics(Meters);
        var time = TimeProvider.System;
        Feed = new LedgerFeed(source, Lake.Writer, metrics, time, NullLogger<LedgerFeed>.Instance);
        Status = new EmbeddedPipelineStatus(source, State, time);
        var check = new WatermarkCheck(source, Lake.Writer, Lake.Lake, NullLogger<WatermarkCheck>.Instance);
        options ??= new FeedOptions { IdlePollMilliseconds = 10, CommitIntervalMilliseconds = 1 };
        _pump = new LedgerPump(source, Feed, check, Lake.Writer, State, metrics, Options.Create(options), time, Log);
    }

    public TestLake Lake { get; }

    public LedgerFeed Feed { get; }

    public FeedState State { get; } = new();

    public IPipelineStatus Status { get; }

    public MeterProbe Meters { get; } = new();

    public FakeLogger<LedgerPump> Log { get; } = new();

    public async Task<TestPump> StartAsync()
    {
        await _pump.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Waits until the lake's watermark is a position.</summary>
    public Task ReachAsync(long position) =>
        Eventually.TrueAsync(() => State.Current.Written?.Sequence == position, $"the lake reaches position {position}");

    public async Task<long> CountAsync(string table = "sale_lines") =>
        (long)(await Lake.Reader.QueryAsync(new LakeQuery($"SELECT count(*) FROM {table}", []), CancellationToken.None)).Rows[0][0]!;

    public async ValueTask DisposeAsync()
    {
        await _pump.StopAsync(CancellationToken.None);
        _pump.Dispose();
        Lake.Dispose();
        Meters.Dispose();
    }
}
