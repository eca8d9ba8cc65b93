using System.Text.Json;
using GadgetSales.Projections.TrackRecord;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.TrackRecord;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class TrackRecordTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task A_parameter_is_refused_because_the_record_is_given_whole()
    {
        await using var host = ApiHost.Start();

        var problem = await ProblemAssert.IsAsync(await host.Client.GetAsync("/v1/projections/track-record?measure=units"), System.Net.HttpStatusCode.BadRequest, "validation_failed");

        Assert.True(problem.GetProperty("errors").TryGetProperty("measure", out _));
    }

    [Fact]
    public async Task An_issued_projection_is_compared_with_what_was_sold_once_its_days_have_passed()
    {
        Sale[] sales = [.. Days()];
        await using var host = await InsightHost.StartAsync(sales);
        var answer = JsonElement.Parse(await host.Api.Client.GetStringAsync("/v1/projections/sales?asOf=2019-04-12&horizon=3"));

        var record = await ReadAsync(host, state => state.GetProperty("scored").GetInt64() == 1);

        var scores = record.GetProperty("scores").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3], scores.Select(score => score.GetProperty("step").GetInt32()));
        for (var step = 0; step < 3; step++)
        {
            var sold = Sold(sales, new DateOnly(2019, 4, 13).AddDays(step));
            var projected = answer.GetProperty("series")[0].GetProperty("forecast")[step].GetProperty("value").GetInt64();
            Assert.Equal((double)Math.Abs(projected - sold) / sold, scores[step].GetProperty("wape").GetDouble(), 0.0001);
            Assert.Equal((double)(projected - sold) / sold, scores[step].GetProperty("bias").GetDouble(), 0.0001);
            Assert.Equal((double)Math.Abs(Sold(sales, new DateOnly(2019, 4, 6).AddDays(step)) - sold) / sold, scores[step].GetProperty("seasonalNaiveWape").GetDouble(), 0.0001);
            Assert.True(scores[step].GetProperty("backdated").GetBoolean());
        }
    }

    [Fact]
    public async Task The_same_question_counts_once_and_a_running_one_waits()
    {
        await using var host = await InsightHost.StartAsync(Days());
        foreach (var question in new[] { "asOf=2019-04-12&horizon=2", "asOf=2019-04-12&horizon=2", "asOf=2019-04-12&horizon=3" })
        {
            await host.Api.Client.GetStringAsync("/v1/projections/sales?" + question);
        }

        var record = await ReadAsync(host, state => state.GetProperty("scored").GetInt64() == 2);

        Assert.Equal([2, 2, 1], record.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("values").GetInt64()));
        Assert.Equal(0, record.GetProperty("dropped").GetInt64());
    }

    [Fact]
    public void A_projection_waits_until_its_periods_have_settled_and_survives_a_restart()
    {
        using var folder = new TempDirectory();
        var today = DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.UtcDateTime).AddDays(20_000);
        var issued = Issued(today);
        using (var file = TrackRecordFile.Open(folder.File("track-record.db")))
        {
            file.Add(issued, today, settleDays: 1);
        }

        using var again = TrackRecordFile.Open(folder.File("track-record.db"));
        Assert.Null(again.NextDue(issued.Last.AddDays(1), 0));
        var due = again.NextDue(issued.Last.AddDays(2), 0);
        again.AddScores(due!.Value.Id, due.Value.Stored.Read().Score([]), today);

        Assert.Null(again.NextDue(issued.Last.AddDays(2), 0));
        Assert.Equal((0, 1), (again.Read(0).Waiting, again.Read(0).Scored));
        Assert.Equal(2, again.Read(0).Scores.Count);
    }

    [Fact]
    public void What_is_older_than_the_retention_or_beyond_the_size_goes()
    {
        using var folder = new TempDirectory();
        using var file = TrackRecordFile.Open(folder.File("track-record.db"));
        var today = new DateOnly(2026, 6, 1);
        file.Add(Issued(today), today, 1);

        file.Trim(today.AddDays(5), new TrackRecordOptions { RetentionDays = 10 });
        Assert.Equal(1, file.Read(0).Waiting);
        file.Trim(today.AddDays(11), new TrackRecordOptions { RetentionDays = 10 });
        Assert.Equal(0, file.Read(0).Waiting);
    }

    static IssuedProjection Issued(DateOnly today) => new(
        "revenue", "day", [], [], null, today.AddDays(-1), today.ToDateTime(TimeOnly.MinValue), 2, [80], new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero), false,
        [new([], [5, 5], [4, 4], [[1, 1]], [[9, 9]], 2)]);

    static IEnumerable<Sale> Days()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 120).Select(back => LastDay.AddDays(-back)).Select(day => SampleSales.Sale($"{day:yyyyMMdd}") with
        {
            BusinessDate = day,
            SoldAt = new DateTimeOffset(day, new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
            Lines = [new() { Sku = "a", Category = "Audio", Quantity = 1, UnitPriceMinor = 1000 + (100 * (int)day.DayOfWeek) + random.Next(300) }],
        })];
    }

    static long Sold(Sale[] sales, DateOnly day) => sales.Where(sale => sale.BusinessDate == day).Sum(sale => sale.Lines[0].UnitPriceMinor!.Value);

    static async Task<JsonElement> ReadAsync(InsightHost host, Func<JsonElement, bool> isReached)
    {
        var record = default(JsonElement);
        await Eventually.TrueAsync(async () => isReached(record = JsonElement.Parse(await host.Api.Client.GetStringAsync("/v1/projections/track-record"))), "the projections are scored");
        return record;
    }
}
