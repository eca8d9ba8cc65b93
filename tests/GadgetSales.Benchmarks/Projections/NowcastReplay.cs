using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>
/// Asks on every day of half a year of sales what the day, week and month will come to, and compares with what they came to: against what was sold so far over the share
/// that is usually sold by then (revenue), or the average so far (average basket). Prints the error (WAPE) of both and how often the intervals held.
/// </summary>
static class NowcastReplay
{
    static readonly DateTime Begin = new(2019, 1, 1);
    static readonly DateTime End = new(2019, 7, 1);
    static readonly DateTime From = new(2019, 3, 26);
    static readonly double[] Levels = [80, 95];

    public static async Task<int> RunAsync(string gzippedCsv)
    {
        if (!File.Exists(gzippedCsv))
        {
            await Console.Error.WriteLineAsync($"SKIPPED: {gzippedCsv} is not there. Usage: GadgetSales.Benchmarks nowcast FILE.csv.gz, columns order_id, sold_at_local, store_id, category, sku, quantity, unit_price.");
            return 0;
        }

        var lines = SoldLine.Read(gzippedCsv);
        await Console.Out.WriteLineAsync($"{"measure",-15}{"period",-8}{"at",-7}{"by",-10}{"answers",8}{"WAPE %",10}{"naive",10}{"in 80",8}{"in 95",8}");
        foreach (var (measure, hours, dimensions) in Questions)
        {
            foreach (var (period, hour, dimension) in from period in NowcastPeriod.All from hour in hours from dimension in dimensions select (period, hour, dimension))
            {
                var score = await ReplayAsync(measure, period, hour, dimension, SoldHours.Of(lines, dimension, Begin, End));
                await Console.Out.WriteLineAsync($"{measure,-15}{score.Line(period, hour, dimension)}");
            }
        }

        return 0;
    }

    static IReadOnlyList<(Measure Measure, int[] Hours, Dimension?[] By)> Questions { get; } =
    [
        (Measure.Revenue, [10, 14, 18], [null, Dimension.Store, Dimension.Category, Dimension.Sku]),
        (Measure.AverageBasket, [14], [null, Dimension.Store, Dimension.Category]),
    ];

    static async Task<NowcastScore> ReplayAsync(Measure measure, NowcastPeriod period, int hour, Dimension? dimension, IReadOnlyList<SoldHours> groups)
    {
        var score = new NowcastScore(Levels.Length);
        for (var at = From.AddHours(hour); at < End; at = at.AddDays(1))
        {
            var query = NowcastQuery.Of(period, at, measure, Levels, dimension is null ? [] : [dimension]);
            foreach (var nowcast in (await AskAsync(query, groups)).Series.Where(each => each.Value is not null))
            {
                var group = groups.Single(each => string.Equals(each.Key, nowcast.Key.Count == 0 ? null : nowcast.Key[0], StringComparison.Ordinal));
                if (group.Between(measure, query.Start, query.End) is { } sold)
                {
                    score.Add(nowcast, sold, measure.IsAdditive ? ByShare(group, query) : group.Between(measure, query.Start, query.At) ?? 0);
                }
            }
        }

        return score;
    }

    static async Task<Nowcast> AskAsync(NowcastQuery query, IReadOnlyList<SoldHours> groups)
    {
        if (query.Rest.Measure.IsAdditive)
        {
            return await AddUpAsync(query, groups);
        }

        var (revenue, transactions) = (await AddUpAsync(query.Of(Measure.Revenue), groups), await AddUpAsync(query.Of(Measure.Transactions), groups));
        return Nowcast.Average(query, revenue, transactions, await AddUpAsync(query, groups));
    }

    static async Task<Nowcast> AddUpAsync(NowcastQuery query, IReadOnlyList<SoldHours> groups)
    {
        var rest = await Projector.ProjectAsync(query.Rest, Known(groups, query.Rest), Parallel);
        var days = query.Days is null ? null : await Projector.ProjectAsync(query.Days, Known(groups, query.Days), Parallel);
        return Nowcast.Of(query, Known(groups, query.SoldToday!), rest, days);
    }

    static ParallelOptions Parallel { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>What the lake would answer: nothing before the first sale.</summary>
    static History Known(IReadOnlyList<SoldHours> groups, ProjectionQuery query)
    {
        var known = new List<SeriesHistory>();
        var end = (query.Axis.Next - Begin).Days;
        var (first, next) = query.DayPart is not { } part ? (0, 24) : part.IsLater ? (part.Hour, 24) : (0, part.Hour);
        foreach (var group in groups)
        {
            long?[] values = [.. Enumerable.Range(0, end).TakeLast(query.Axis.Length)
                .Select(day => group.Between(query.Measure, Begin.AddDays(day).AddHours(first), Begin.AddDays(day).AddHours(next)))
                .SkipWhile(value => value is null or 0)];
            if (values.Length > 0)
            {
                known.Add(new SeriesHistory(group.Key is null ? [] : [group.Key], query.Axis.Length - values.Length, values));
            }
        }

        return History.Of(query, known, []);
    }

    /// <summary>What was sold so far over the share that the last eight periods (months: two) had sold by then.</summary>
    static double ByShare(SoldHours group, NowcastQuery query)
    {
        var (before, whole) = (0L, 0L);
        var elapsed = query.At - query.Start;
        var start = query.Start;
        for (var back = 1; back <= 8; back++)
        {
            var end = start;
            start = query.Period.Grain.Add(start, -1);
            if (start < Begin)
            {
                break;
            }

            before += group.Amount(start, start + elapsed < end ? start + elapsed : end);
            whole += group.Amount(start, end);
        }

        var sold = group.Amount(query.Start, query.At);
        return before == 0 ? sold : (double)sold * whole / before;
    }
}
