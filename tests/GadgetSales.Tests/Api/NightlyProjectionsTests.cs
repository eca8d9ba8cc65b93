using GadgetSales.Api.Insights;
using GadgetSales.Api.Projections;
using GadgetSales.Core.Sales;
using GadgetSales.Projections.TrackRecord;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Api;

/// <summary>The questions that nobody has to ask.</summary>
public sealed class NightlyProjectionsTests
{
    [Fact]
    public async Task At_its_hour_every_night_the_default_questions_are_issued()
    {
        await using var host = await InsightHost.StartAsync([.. Days("USD"), .. Days("EUR")]);
        var (time, record) = (new WatchedTime(), new Record());
        using var nightly = Nightly(host, time, record, new NightlyOptions());

        await nightly.StartAsync(default);
        await time.Waits.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(15.9));
        Assert.Empty(record.Answers);
        time.Advance(TimeSpan.FromHours(0.2));
        await Eventually.TrueAsync(() => Task.FromResult(record.Answers.Count == 7), "the questions of the first night are issued");
        await time.Waits.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(24));
        await Eventually.TrueAsync(() => Task.FromResult(record.Answers.Count == 14), "the questions of the second night are issued");
        await nightly.StopAsync(default);

        Assert.Equal(new DateOnly(2019, 4, 20), record.Answers[0].Query.AsOf);
        Assert.Contains(record.Answers, answer => answer.Projection.Series.Select(series => series.Sales.Key[0]).Order().SequenceEqual(["EUR", "USD"]));
    }

    [Fact]
    public async Task Questions_of_more_series_than_allowed_are_left_out()
    {
        await using var host = await InsightHost.StartAsync([.. Days("USD"), .. Days("EUR")]);
        var (time, record) = (new WatchedTime(), new Record());
        using var nightly = Nightly(host, time, record, new NightlyOptions { MaxSeries = 1 });

        await nightly.StartAsync(default);
        await time.Waits.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(17));
        await Eventually.TrueAsync(() => Task.FromResult(record.Answers.Count == 3), "what has one series is issued");
        await nightly.StopAsync(default);

        Assert.All(record.Answers, answer => Assert.Single(answer.Projection.Series));
    }

    static NightlyProjections Nightly(InsightHost host, WatchedTime time, Record record, NightlyOptions options) => new(
        host.Api.Services.GetRequiredService<ProjectionRunner>(), Options.Create(options), Options.Create(new InsightOptions()), time, new FakeLogger<NightlyProjections>(), record);

    static IEnumerable<Sale> Days(string currency) => Enumerable.Range(0, 40).Select(back => new DateOnly(2019, 4, 19).AddDays(-back)).Select(day => SampleSales.Sale($"{currency}:{day:yyyyMMdd}") with
    {
        Currency = currency,
        BusinessDate = day,
        SoldAt = new DateTimeOffset(day, new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
        Lines = [new() { Sku = "a", Category = "Audio", Quantity = 1, UnitPriceMinor = 1_000 }],
    });

    /// <summary>Tells when the service has begun to wait.</summary>
    sealed class WatchedTime() : FakeTimeProvider(InsightHost.Now)
    {
        public SemaphoreSlim Waits { get; } = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Release();
            return timer;
        }
    }

    sealed class Record : ITrackRecord
    {
        readonly List<IssuedAnswer> _answers = [];

        public IReadOnlyList<IssuedAnswer> Answers
        {
            get
            {
                lock (_answers)
                {
                    return [.. _answers];
                }
            }
        }

        public bool Offer(IssuedAnswer answer)
        {
            lock (_answers)
            {
                _answers.Add(answer);
            }

            return true;
        }

        public Task<TrackRecordState> ReadAsync(TrackRecordParts parts, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<TrackRecordPoint>> ReadPointsAsync(TrackRecordPointQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
