using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>The backtest behind the accuracy: what would have been projected earlier, next to what was sold. Closed periods are left out.</summary>
/// <param name="Origins">The oldest first.</param>
/// <param name="Steps">The accuracy by periods ahead, the nearest first.</param>
public sealed record ProjectionBacktestDocument(IEnumerable<ProjectionOriginDocument> Origins, IEnumerable<ProjectionStepDocument> Steps)
{
    internal static ProjectionBacktestDocument? Of(ProjectionQuery query, SeriesProjection series) => series.Backtest is not { } backtest ? null : new ProjectionBacktestDocument(
        backtest.Origins.Select(origin => ProjectionOriginDocument.Of(query, series.Sales, origin)), backtest.Steps.Select(ProjectionStepDocument.Of));

    internal static decimal InUnits(double value) => (decimal)Math.Round(value, 2);
}

/// <param name="AsOf">The last period that was known.</param>
/// <param name="Rows">The periods after it.</param>
public sealed record ProjectionOriginDocument(string AsOf, IEnumerable<ProjectionBacktestRow> Rows)
{
    internal static ProjectionOriginDocument Of(ProjectionQuery query, SeriesHistory sales, SeriesOrigin origin)
    {
        return new ProjectionOriginDocument(
            Period(origin.Rows[0].Index - 1),
            origin.Rows.Select(row => new ProjectionBacktestRow(
                Period(row.Index), row.Step, ProjectionBacktestDocument.InUnits(row.Sold), ProjectionBacktestDocument.InUnits(row.Median), ProjectionBacktestDocument.InUnits(row.Naive),
                [.. row.Intervals.Select(each => new ProjectionIntervalDocument(each.Level, ProjectionBacktestDocument.InUnits(each.Lower), ProjectionBacktestDocument.InUnits(each.Upper)))])));

        string Period(int index) => query.Grain.Grain.Format(query.Axis.PeriodAt(sales.Start + index));
    }
}

/// <param name="Period">Its start.</param>
/// <param name="Step">How many open periods after the last known one.</param>
/// <param name="Sold">What was sold, effects of holidays and events included.</param>
/// <param name="Median">What would have been projected.</param>
/// <param name="SeasonalNaive">The last season again.</param>
/// <param name="Intervals">The narrowest first.</param>
public sealed record ProjectionBacktestRow(string Period, int Step, decimal Sold, decimal Median, decimal SeasonalNaive, IReadOnlyList<ProjectionIntervalDocument> Intervals);

/// <param name="Step">How many open periods ahead.</param>
/// <param name="Values">How many were compared.</param>
/// <param name="Error">Mean absolute error, in the unit of the values.</param>
/// <param name="SeasonalNaiveError">The same of repeating the last season.</param>
/// <param name="Bias">Projected less sold, on average.</param>
/// <param name="Coverage">For each level the share (0 to 1) inside the interval.</param>
public sealed record ProjectionStepDocument(int Step, int Values, decimal Error, decimal SeasonalNaiveError, decimal Bias, IReadOnlyDictionary<string, double> Coverage)
{
    internal static ProjectionStepDocument Of(StepAccuracy step) => new(
        step.Step, step.Values, ProjectionBacktestDocument.InUnits(step.Error), ProjectionBacktestDocument.InUnits(step.NaiveError), ProjectionBacktestDocument.InUnits(step.Bias),
        step.Coverage.OrderBy(pair => pair.Key).ToDictionary(pair => ProjectionAnswer.LevelName(pair.Key), pair => Math.Round(pair.Value, 4), StringComparer.Ordinal));
}
