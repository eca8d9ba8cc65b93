using GadgetSales.Core.Lake;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Embedded.TrackRecord;
using GadgetSales.Projections;
using GadgetSales.Projections.Series;
using GadgetSales.Projections.TrackRecord;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Api;

/// <summary>The background job that writes and scores, with what can go wrong beside it.</summary>
public sealed class TrackRecordKeeperTests : IDisposable
{
    static readonly DateOnly Today = new(2026, 1, 15);

    readonly TempDirectory _folder = new();
    readonly TestLake _lake;
    readonly MeterProbe _meters = new();
    readonly FakeLogger<TrackRecordKeeper> _log = new();
    readonly FakeLogger<TrackRecordScorer> _scorerLog = new();
    readonly List<TrackRecordStore> _stores = [];

    public TrackRecordKeeperTests() => _lake = new TestLake(_folder.Path);

    [Fact]
    public async Task A_damaged_projection_is_given_up_and_those_after_it_are_scored()
    {
        using (var before = Keeper(Today))
        {
            before.Offer(Issued(Today));
            before.Offer(Issued(Today.AddDays(1)));
            await RunAsync(before, state => state.Waiting == 2);
        }

        Damage(id: 1);
        using var keeper = Keeper(Today.AddDays(40));

        var state = await RunAsync(keeper, state => state.Scored == 1);

        Assert.Equal((0, 1, 1), (state.Waiting, state.Scored, state.GivenUp));
        Assert.Equal(1, _meters.Sum("gadgetsales.projections.given_up"));
        Assert.Equal(["Issued projection 1 can never be scored and is given up"], _scorerLog.At(LogLevel.Warning));
    }

    [Fact]
    public async Task When_too_many_wait_the_newest_are_dropped_counted_and_warned_of_and_nobody_waits()
    {
        using var keeper = Keeper(Today);
        bool[] kept = [.. Enumerable.Range(1, 34).Select(back => keeper.Offer(Issued(Today.AddDays(back))))];

        Assert.Equal(Enumerable.Range(1, 34).Select(number => number <= 32), kept);
        Assert.Equal(2, _meters.Sum("gadgetsales.projections.dropped"));
        Assert.Equal(2, _log.At(LogLevel.Warning).Count);
        Assert.Equal(2, (await RunAsync(keeper, state => state.Waiting == 32)).Dropped);
    }

    [Fact]
    public void An_answer_larger_than_its_record_is_worth_is_dropped_and_warned_of()
    {
        using var keeper = Keeper(Today);
        var answer = Issued(Today);
        var series = answer.Projection.Series[0];

        Assert.False(keeper.Offer(answer with { Projection = new Projection([.. Enumerable.Repeat(series, IssuedProjection.MaxValues)], []) }));
        Assert.Contains("200000 series", Assert.Single(_log.At(LogLevel.Warning)), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _lake.Dispose();
        _meters.Dispose();
        _folder.Dispose();
    }

    TrackRecordKeeper Keeper(DateOnly today)
    {
        var options = Options.Create(new TrackRecordOptions());
        var metrics = new TrackRecordMetrics(_meters);
        var time = new FakeTimeProvider(new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero));
        var store = new TrackRecordStore(Options.Create(new EmbeddedOptions { DataDirectory = _folder.Path }));
        _stores.Add(store);
        return new TrackRecordKeeper(store, new TrackRecordScorer(store, options, _lake.Reader, metrics, time, _scorerLog), options, metrics, time, _log);
    }

    /// <summary>Lets the job run until it has come that far.</summary>
    static async Task<TrackRecordState> RunAsync(TrackRecordKeeper keeper, Func<TrackRecordState, bool> isReached)
    {
        await keeper.StartAsync(default);
        await Eventually.TrueAsync(async () => isReached(await keeper.ReadAsync(default)), "the job has come that far");
        await keeper.StopAsync(default);
        return await keeper.ReadAsync(default);
    }

    void Damage(int id)
    {
        using var database = SqliteDatabase.OpenReadWrite(Path.Combine(_folder.Path, "track-record.db"));
        database.Execute($"UPDATE issued SET body = x'00ff00ff' WHERE id = {id}");
    }

    /// <summary>Two days after <paramref name="asOf"/>.</summary>
    static IssuedAnswer Issued(DateOnly asOf)
    {
        var query = new ProjectionQuery
        {
            Measure = Measure.Revenue,
            Grain = ProjectionGrain.Day,
            Horizon = 2,
            Levels = [80],
            AsOf = asOf,
            Axis = PeriodAxis.UpTo(asOf, asOf.AddDays(-3), ProjectionGrain.Day),
        };
        var series = new SeriesProjection(new SeriesHistory([], 0, [1, 2, 3, 4]), [5, 5], [new ProjectedInterval(80, [1, 1], [9, 9])], new ForecastModel("naive", "", []), null);
        return new IssuedAnswer(query, new Projection([series], []), null, new DateTimeOffset(asOf, TimeOnly.MinValue, TimeSpan.Zero));
    }
}
