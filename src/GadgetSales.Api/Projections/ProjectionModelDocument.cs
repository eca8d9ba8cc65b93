using GadgetSales.Projections;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <param name="Name">naive, seasonal naive, zero, constant, a single method or combination.</param>
/// <param name="Reason">Why this one, and against what it was measured.</param>
/// <param name="Parts">The methods that were combined, the heaviest first.</param>
public sealed record ProjectionModelDocument(string Name, string Reason, IReadOnlyList<ProjectionPartDocument> Parts)
{
    internal static ProjectionModelDocument Of(ForecastModel model) =>
        new(model.Name, model.Reason, [.. model.Parts.Select(part => new ProjectionPartDocument(part.Method, Math.Round(part.Weight, 4)))]);
}

/// <param name="Method">A forecasting method, with the seasons (in periods) it works on.</param>
/// <param name="Weight">Its share, 0 to 1; together they are 1.</param>
public sealed record ProjectionPartDocument(string Method, double Weight);

/// <summary>How good the same procedure was on the series' own past, before it was made to sum to a total.</summary>
/// <param name="Origins">How often the history was cut and projected.</param>
/// <param name="Mase">Mean absolute scaled error; below 1 is better than seasonal naive one step ahead.</param>
/// <param name="SeasonalNaiveMase">The same of repeating the last season.</param>
/// <param name="Rmsse">Root mean squared scaled error, which counts for slow movers.</param>
/// <param name="SeasonalNaiveRmsse">The same of repeating the last season.</param>
/// <param name="Skill">1 - error / seasonal naive's error, by <paramref name="SkillMeasure"/>; 0 where naive is used.</param>
/// <param name="SkillMeasure">mase, or rmsse for slow movers.</param>
/// <param name="Coverage">For each level the share (0 to 1) of held-back values inside their interval.</param>
public sealed record ProjectionAccuracyDocument(
    int Origins, double Mase, double SeasonalNaiveMase, double Rmsse, double SeasonalNaiveRmsse, double Skill, string SkillMeasure,
    IReadOnlyDictionary<string, double> Coverage)
{
    internal static ProjectionAccuracyDocument? Of(SeriesAccuracy? accuracy) => accuracy is null ? null : new(
        accuracy.Origins, Math.Round(accuracy.Mase, 4), Math.Round(accuracy.SeasonalNaiveMase, 4), Math.Round(accuracy.Rmsse, 4),
        Math.Round(accuracy.SeasonalNaiveRmsse, 4), Math.Round(accuracy.Skill, 4), accuracy.SkillMeasure.ToString().ToLowerInvariant(),
        accuracy.Coverage.OrderBy(pair => pair.Key).ToDictionary(pair => ProjectionAnswer.LevelName(pair.Key), pair => Math.Round(pair.Value, 4), StringComparer.Ordinal));
}
