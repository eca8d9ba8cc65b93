using GadgetSales.Projections.Series;

namespace GadgetSales.Projections.TrackRecord;

/// <summary>Keeps the projections that were issued and what became of them.</summary>
public interface ITrackRecord
{
    /// <summary>
    /// Hands an answer over to be kept. Returns at once, neither waits nor throws; false when it is not kept because too much is waiting.
    /// Kept is what survives until it is written, some milliseconds later: a crash loses the answers of that time. The same question as of the same date is kept once.
    /// </summary>
    bool Offer(IssuedAnswer answer);

    /// <summary>What the projections whose periods have passed came to; empty while none has.</summary>
    Task<TrackRecordState> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A projection as it was answered.</summary>
/// <param name="Currency">Of its amounts; null when keys or filters name it, or none was asked for.</param>
public sealed record IssuedAnswer(ProjectionQuery Query, Projection Projection, string? Currency, DateTimeOffset MadeAt);

/// <param name="Waiting">Projections that are kept and whose periods have not all passed.</param>
/// <param name="Scored">Projections that were compared with what was sold.</param>
/// <param name="GivenUp">Projections that can never be compared: what was kept of them is damaged, or the lake refuses the question.</param>
/// <param name="Dropped">Answers that were not kept since the service started.</param>
public sealed record TrackRecordState(IReadOnlyList<StepScore> Scores, long Waiting, long Scored, long GivenUp, long Dropped);

/// <summary>Sums over all values projected so many periods ahead for a measure and grain; errors are projected less sold, in units of the measure.</summary>
/// <param name="Step">1 for the first projected period.</param>
/// <param name="Backdated">The question set <c>asOf</c> back, so what happened was known already (though not used).</param>
/// <param name="Values">How many were compared.</param>
/// <param name="ScaledError">Each absolute error over the mean change from season to season of its history.</param>
/// <param name="Sold">Sum of the absolute values that were sold.</param>
/// <param name="Hits">For each level how many intervals there were and how many held what was sold.</param>
public sealed record StepScore(
    string Measure, string Grain, int Step, bool Backdated, long Values, double Error, double AbsoluteError, double NaiveAbsoluteError, double ScaledError,
    double NaiveScaledError, double Sold, IReadOnlyDictionary<double, LevelHits> Hits);

[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct LevelHits(long Inside, long Count);
