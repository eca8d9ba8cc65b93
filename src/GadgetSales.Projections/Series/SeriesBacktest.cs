namespace GadgetSales.Projections.Series;

/// <summary>The backtest of a series, in units of the measure.</summary>
/// <param name="Origins">The oldest first.</param>
/// <param name="Steps">The nearest first.</param>
public sealed record SeriesBacktest(IReadOnlyList<SeriesOrigin> Origins, IReadOnlyList<StepAccuracy> Steps)
{
    internal static SeriesBacktest Of(BacktestAccuracy backtest, IReadOnlyList<double> values)
    {
        SeriesOrigin[] origins = [.. backtest.Origins.Select(origin => new SeriesOrigin([.. origin.Targets.Select((target, i) => new BacktestRow(
            target, i + 1, values[target], origin.Points[i], origin.NaivePoints[i],
            [.. origin.Intervals.Select(interval => new TotalInterval(interval.Level, interval.Lower[i], interval.Upper[i]))]))]))];
        return new SeriesBacktest(origins, [.. origins.SelectMany(origin => origin.Rows).GroupBy(row => row.Step).OrderBy(step => step.Key).Select(StepAccuracy.Of)]);
    }
}

/// <summary>What was projected from before its first row.</summary>
public sealed record SeriesOrigin(IReadOnlyList<BacktestRow> Rows);

/// <param name="Index">Of the value in the history of the series.</param>
/// <param name="Step">How many open periods after the origin, from 1.</param>
/// <param name="Median">What was projected.</param>
public sealed record BacktestRow(int Index, int Step, double Sold, double Median, double Naive, IReadOnlyList<TotalInterval> Intervals);

/// <summary>How far projections were off so many periods ahead, in units of the measure.</summary>
/// <param name="Error">Mean absolute.</param>
/// <param name="NaiveError">The same of seasonal naive.</param>
/// <param name="Bias">Projected less sold, on average.</param>
/// <param name="Coverage">By level the share (0 to 1) inside the interval.</param>
public sealed record StepAccuracy(int Step, int Values, double Error, double NaiveError, double Bias, IReadOnlyDictionary<double, double> Coverage)
{
    internal static StepAccuracy Of(IGrouping<int, BacktestRow> rows) => new(
        rows.Key, rows.Count(), rows.Average(row => Math.Abs(row.Median - row.Sold)), rows.Average(row => Math.Abs(row.Naive - row.Sold)), rows.Average(row => row.Median - row.Sold),
        rows.SelectMany(row => row.Intervals, (row, interval) => (interval.Level, IsInside: interval.Lower <= row.Sold && row.Sold <= interval.Upper))
            .GroupBy(each => each.Level).ToDictionary(level => level.Key, level => level.Average(each => each.IsInside ? 1.0 : 0)));
}
