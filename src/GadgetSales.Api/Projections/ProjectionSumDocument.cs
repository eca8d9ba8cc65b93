using System.Text.Json.Serialization;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>The sum of all projected periods, as a distribution: what a stock decision asks for. It strays less than its periods do one by one.</summary>
/// <param name="Value">Its expected value: the sum of the periods' values.</param>
/// <param name="Median">As often below as above.</param>
/// <param name="Intervals">The narrowest first.</param>
/// <param name="Quantiles">Only with <c>quantiles</c>.</param>
public sealed record ProjectionTotalDocument(
    decimal Value,
    decimal Median,
    IReadOnlyList<ProjectionIntervalDocument> Intervals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProjectionQuantileDocument>? Quantiles)
{
    internal static ProjectionTotalDocument? Of(ProjectionQuery query, SeriesProjection series) => series.Total is not { } total ? null : new ProjectionTotalDocument(
        ProjectionDocument.InUnits(total.Value, query.Measure), ProjectionDocument.InUnits(total.Median, query.Measure),
        [.. total.Intervals.Select(each => ProjectionIntervalDocument.Of(each.Level, each.Lower, each.Upper, query.Measure))],
        query.Quantiles.Count == 0 ? null : [.. total.Quantiles.Select(each => new ProjectionQuantileDocument(each.Quantile, ProjectionDocument.InUnits(each.Value, query.Measure)))]);
}

/// <summary>Projected periods of a longer one, added up.</summary>
/// <param name="Grain">What the longer period is.</param>
/// <param name="Period">Its start.</param>
/// <param name="From">The first projected period in it.</param>
/// <param name="Periods">How many projected periods lie in it: fewer than it has, where the projection starts or ends in its midst.</param>
/// <param name="Value">Their expected value in sum.</param>
/// <param name="Intervals">The narrowest first.</param>
public sealed record ProjectionSumDocument(string Grain, string Period, string From, int Periods, decimal Value, IReadOnlyList<ProjectionIntervalDocument> Intervals)
{
    internal static ProjectionSumDocument Of(ProjectionQuery query, PeriodSum sum) => new(
        sum.Grain.Name, sum.Grain.Format(sum.Start), ProjectionAnswer.Period(query, sum.First), sum.Count, ProjectionDocument.InUnits(sum.Value, query.Measure),
        [.. sum.Intervals.Select(each => ProjectionIntervalDocument.Of(each.Level, each.Lower, each.Upper, query.Measure))]);
}

/// <param name="Quantile">The actual value lies at or below the value in about this share (0 to 1) of the cases.</param>
/// <param name="Value">In the unit of the values.</param>
public sealed record ProjectionQuantileDocument(double Quantile, decimal Value);

/// <summary>What makes a value: together they are it, to the last unit.</summary>
/// <param name="Level">Where the series stands, the same for every period.</param>
/// <param name="Trend">What the level is expected to change by.</param>
/// <param name="Season">Of weekdays or hours; of the year where the grain has no shorter season.</param>
/// <param name="Year">The yearly shape beside a shorter season.</param>
/// <param name="Holidays">Holidays and the days around them.</param>
/// <param name="Events">Events, learnt or given.</param>
/// <param name="Reconciliation">What groups and totals needed to add up, rounding included.</param>
public sealed record ProjectionComponentsDocument(decimal Level, decimal Trend, decimal Season, decimal Year, decimal Holidays, decimal Events, decimal Reconciliation)
{
    internal static ProjectionComponentsDocument? Of(ProjectedComponents? parts, int step, Measure measure)
    {
        return parts is null ? null : new ProjectionComponentsDocument(
            InUnits(parts.Level), InUnits(parts.Trend), InUnits(parts.Season), InUnits(parts.Year), InUnits(parts.Calendar), InUnits(parts.Events), InUnits(parts.Reconciliation));

        decimal InUnits(IReadOnlyList<long> values) => ProjectionDocument.InUnits(values[step], measure);
    }
}
