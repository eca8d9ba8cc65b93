using System.Globalization;
using System.IO.Compression;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>
/// Asks on every day of half a year of sales what the day, week and month will come to, and compares with what they came to: against what was sold so far over the share
/// that is usually sold by then. Prints the error (WAPE) of both and how often the intervals held.
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
            await Console.Error.WriteLineAsync($"SKIPPED: {gzippedCsv} is not there. Usage: GadgetSales.Benchmarks nowcast FILE.csv.gz, columns sold_at_local, store_id, category, sku, quantity, unit_price.");
            return 0;
        }

        var lines = SoldLine.Read(gzippedCsv);
        await Console.Out.WriteLineAsync($"{"period",-8}{"at",-7}{"by",-10}{"answers",8}{"WAPE %",10}{"share's",10}{"in 80",8}{"in 95",8}");
        foreach (var period in NowcastPeriod.All)
        {
            foreach (var hour in (int[])[10, 14, 18])
            {
                foreach (var dimension in (Dimension?[])[null, Dimension.Store, Dimension.Category, Dimension.Sku])
                {
                    var score = await ReplayAsync(period, hour, dimension, SoldHours.Of(lines, dimension, Begin, End));
                    await Console.Out.WriteLineAsync(score.Line(period, hour, dimension));
                }
            }
        }

        return 0;
    }

    static async Task<NowcastScore> ReplayAsync(NowcastPeriod period, int hour, Dimension? dimension, IReadOnlyList<SoldHours> groups)
    {
        var score = new NowcastScore(Levels.Length);
        for (var at = From.AddHours(hour); at < End; at = at.AddDays(1))
        {
            var query = NowcastQuery.Of(period, at, Measure.Revenue, Levels, dimension is null ? [] : [dimension]);
            var rest = await SalesProjector.ProjectAsync(query.Rest, Known(groups, query.Rest), Parallel);
            var days = query.Days is null ? null : await SalesProjector.ProjectAsync(query.Days, Known(groups, query.Days), Parallel);
            foreach (var nowcast in SalesNowcast.Of(query, Known(groups, query.SoldToday!), rest, days).Series)
            {
                var group = groups.Single(each => string.Equals(each.Key, nowcast.Key.Count == 0 ? null : nowcast.Key[0], StringComparison.Ordinal));
                score.Add(nowcast, group.Between(query.Start, query.End), ByShare(group, query));
            }
        }

        return score;
    }

    static ParallelOptions Parallel { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>What the lake would answer: nothing before the first sale.</summary>
    static SalesHistory Known(IReadOnlyList<SoldHours> groups, ProjectionQuery query)
    {
        var known = new List<SalesSeries>();
        var end = (query.Axis.Next - Begin).Days;
        var (first, next) = query.DayPart is not { } part ? (0, 24) : part.IsLater ? (part.Hour, 24) : (0, part.Hour);
        foreach (var group in groups)
        {
            long?[] values = [.. Enumerable.Range(0, end).TakeLast(query.Axis.Length)
                .Select(day => group.Between(Begin.AddDays(day).AddHours(first), Begin.AddDays(day).AddHours(next)))
                .SkipWhile(value => value == 0).Select(value => (long?)value)];
            if (values.Length > 0)
            {
                known.Add(new SalesSeries(group.Key is null ? [] : [group.Key], query.Axis.Length - values.Length, values));
            }
        }

        return SalesHistory.Of(query, known, []);
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

            before += group.Between(start, start + elapsed < end ? start + elapsed : end);
            whole += group.Between(start, end);
        }

        var sold = group.Between(query.Start, query.At);
        return before == 0 ? sold : (double)sold * whole / before;
    }
}

/// <summary>Sales of one group by hour and day.</summary>
sealed record SoldHours(string? Key, DateTime Begin, long[] Hours)
{
    public long Between(DateTime from, DateTime to) => Hours.AsSpan((int)(from - Begin).TotalHours, (int)(to - from).TotalHours).ToArray().Sum();

    public static IReadOnlyList<SoldHours> Of(IReadOnlyList<SoldLine> lines, Dimension? dimension, DateTime begin, DateTime end)
    {
        Func<SoldLine, string?> key = dimension == Dimension.Store ? line => line.Store : dimension == Dimension.Category ? line => line.Category
            : dimension == Dimension.Sku ? line => line.Sku : _ => null;
        return [.. lines.GroupBy(key, StringComparer.Ordinal).Select(group =>
        {
            var hours = new long[(int)(end - begin).TotalHours];
            foreach (var line in group)
            {
                hours[(int)(line.SoldAt - begin).TotalHours] += line.Amount;
            }

            return new SoldHours(group.Key, begin, hours);
        })];
    }
}

/// <param name="SoldAt">On the store's wall clock.</param>
/// <param name="Amount">In cents.</param>
sealed record SoldLine(DateTime SoldAt, string Store, string Category, string Sku, long Amount)
{
    /// <summary>The file has no quoted fields.</summary>
    public static IReadOnlyList<SoldLine> Read(string gzippedCsv)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(gzippedCsv), CompressionMode.Decompress));
        var columns = text.ReadLine()!.Split(',');
        var (at, store, category, sku, quantity, price) = (Column("sold_at_local"), Column("store_id"), Column("category"), Column("sku"), Column("quantity"), Column("unit_price"));
        var lines = new List<SoldLine>();
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            lines.Add(new SoldLine(
                DateTime.Parse(fields[at], CultureInfo.InvariantCulture), fields[store], fields[category], fields[sku],
                (long)(decimal.Parse(fields[price], CultureInfo.InvariantCulture) * 100) * long.Parse(fields[quantity], CultureInfo.InvariantCulture)));
        }

        return lines;

        int Column(string name) => Array.IndexOf(columns, name);
    }
}

/// <summary>Sums over answers.</summary>
sealed class NowcastScore(int levels)
{
    readonly int[] _inside = new int[levels];
    int _answers;
    double _error;
    double _shareError;
    double _sold;

    public void Add(Nowcast nowcast, long sold, double byShare)
    {
        _answers++;
        _sold += sold;
        _error += Math.Abs(nowcast.Value!.Value - sold);
        _shareError += Math.Abs(byShare - sold);
        for (var l = 0; l < _inside.Length; l++)
        {
            _inside[l] += nowcast.Intervals[l].Lower <= sold && sold <= nowcast.Intervals[l].Upper ? 1 : 0;
        }
    }

    public string Line(NowcastPeriod period, int hour, Dimension? dimension) => string.Create(CultureInfo.InvariantCulture,
        $"{period,-8}{hour + ":00",-7}{dimension?.Name ?? "-",-10}{_answers,8}{100 * _error / _sold,10:F1}{100 * _shareError / _sold,10:F1}{100.0 * _inside[0] / _answers,8:F1}{100.0 * _inside[1] / _answers,8:F1}");
}
