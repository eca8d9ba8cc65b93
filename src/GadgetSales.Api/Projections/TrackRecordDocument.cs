using System.Text.Json.Serialization;
using GadgetSales.Projections.TrackRecord;

namespace GadgetSales.Api.Projections;

/// <summary>What became of the projections that were issued.</summary>
/// <param name="Waiting">Projections whose periods have not all passed.</param>
/// <param name="Scored">Projections that were compared with what was sold.</param>
/// <param name="GivenUp">Projections that can never be compared; the log says why.</param>
/// <param name="Dropped">Answers that were not kept since the service started: larger than 200,000 values, or too many at once.</param>
public sealed record TrackRecordDocument(IReadOnlyList<TrackRecordRow> Scores, long Waiting, long Scored, long GivenUp, long Dropped)
{
    public static TrackRecordDocument Of(TrackRecordState state) =>
        new([.. state.Scores.Select(TrackRecordRow.Of)], state.Waiting, state.Scored, state.GivenUp, state.Dropped);
}

/// <param name="Step">1 for the first projected period.</param>
/// <param name="Backdated">The question set asOf back.</param>
/// <param name="Currency">Of the amounts, which are never added up with others; null of counts, and of what an earlier version scored.</param>
/// <param name="Store">Only with <c>groupBy=store</c>; null for projections of several.</param>
/// <param name="Category">Only with <c>groupBy=category</c>; null for projections of several, or of none.</param>
/// <param name="Values">How many projected values were compared.</param>
/// <param name="Mase">Mean absolute error of the medians, scaled by the mean change from season to season of each series' history.</param>
/// <param name="SeasonalNaiveMase">The same of repeating the last season.</param>
/// <param name="Skill">1 - mase / seasonalNaiveMase; null where seasonal naive made no error.</param>
/// <param name="Wape">Absolute errors over what was sold; null where nothing was.</param>
/// <param name="SeasonalNaiveWape">The same of repeating the last season.</param>
/// <param name="Bias">Of the expected values: projected less sold, over what was sold: above 0 too much was projected.</param>
/// <param name="Coverage">For each level the share (0 to 1) of values inside their interval.</param>
public sealed record TrackRecordRow(
    string Measure, string Grain, int Step, bool Backdated, string? Currency, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Store,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Category, long Values, double Mase, double SeasonalNaiveMase, double? Skill, double? Wape,
    double? SeasonalNaiveWape, double? Bias, IReadOnlyDictionary<string, double> Coverage)
{
    public static TrackRecordRow Of(StepScore score)
    {
        var (mase, naive) = (score.ScaledError / score.Values, score.NaiveScaledError / score.Values);
        return new TrackRecordRow(
            score.Measure, score.Grain, score.Step, score.Backdated, score.Of.Currency, score.Of.Store, score.Of.Category, score.Values, Math.Round(mase, 4), Math.Round(naive, 4),
            naive > 0 ? Math.Round(1 - (mase / naive), 4) : null, PerSold(score.AbsoluteError), PerSold(score.NaiveAbsoluteError), PerSold(score.Error),
            score.Hits.OrderBy(hits => hits.Key).ToDictionary(
                hits => ProjectionAnswer.LevelName(hits.Key), hits => Math.Round((double)hits.Value.Inside / Math.Max(1, hits.Value.Count), 4), StringComparer.Ordinal));

        double? PerSold(double sum) => score.Sold > 0 ? Math.Round(sum / score.Sold, 4) : null;
    }
}
