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

    /// <summary>What the projections whose periods have passed came to, by measure, grain, step and currency; empty while none has.</summary>
    Task<TrackRecordState> ReadAsync(CancellationToken cancellationToken) => ReadAsync(TrackRecordParts.None, cancellationToken);

    /// <param name="parts">What to keep apart beside.</param>
    Task<TrackRecordState> ReadAsync(TrackRecordParts parts, CancellationToken cancellationToken);

    /// <summary>The values that were compared, those of the latest projections first; of projections that were scored by an earlier version none are known.</summary>
    Task<IReadOnlyList<TrackRecordPoint>> ReadPointsAsync(TrackRecordPointQuery query, CancellationToken cancellationToken);
}

/// <summary>A projection as it was answered.</summary>
/// <param name="Currency">Of its amounts; null when keys or filters name it, or none was asked for.</param>
public sealed record IssuedAnswer(ProjectionQuery Query, Projection Projection, string? Currency, DateTimeOffset MadeAt);

/// <param name="Waiting">Projections that are kept and whose periods have not all passed.</param>
/// <param name="Scored">Projections that were compared with what was sold.</param>
/// <param name="GivenUp">Projections that can never be compared: what was kept of them is damaged, or the lake refuses the question.</param>
/// <param name="Dropped">Answers that were not kept since the service started.</param>
public sealed record TrackRecordState(IReadOnlyList<StepScore> Scores, long Waiting, long Scored, long GivenUp, long Dropped);

/// <summary>What scores are kept apart by, beside measure, grain, step and currency.</summary>
[Flags]
public enum TrackRecordParts
{
    None = 0,
    Store = 1,
    Category = 2,
}

/// <summary>Which values to read; null for all.</summary>
/// <param name="Limit">How many at most.</param>
public sealed record TrackRecordPointQuery(string? Measure, string? Grain, int? Step, string? Currency, string? Store, string? Category, int Limit)
{
    public bool Holds(TrackRecordPoint point) =>
        Is(Measure, point.Measure) && Is(Grain, point.Grain) && (Step is null || Step == point.Step)
        && Is(Currency, point.Of.Currency) && Is(Store, point.Of.Store) && Is(Category, point.Of.Category);

    static bool Is(string? asked, string? value) => asked is null || string.Equals(asked, value, StringComparison.Ordinal);
}

/// <summary>A projected value and what became of it, in units of the measure.</summary>
/// <param name="Key">The group's value in each dimension.</param>
/// <param name="Period">Start of the projected period.</param>
/// <param name="Value">The mean that was answered.</param>
/// <param name="Median">Null where an earlier version answered.</param>
/// <param name="Sold">Null where an average had nothing to be of.</param>
public sealed record TrackRecordPoint(
    string Measure, string Grain, DateOnly AsOf, bool Backdated, ScoredPart Of, IReadOnlyDictionary<string, string?> Key, int Step, DateTime Period, double Value, double? Median,
    double SeasonalNaive, double? Sold, IReadOnlyList<TotalInterval> Intervals);

/// <summary>The part of the sales that a series is about; null where it is about several, or none.</summary>
/// <param name="Currency">Null also where the measure is no money, and where an earlier version added several up.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct ScoredPart(string? Currency, string? Store, string? Category);

/// <summary>Sums over all values projected so many periods ahead for a measure and grain; errors are projected less sold, in units of the measure.</summary>
/// <param name="Step">1 for the first projected period.</param>
/// <param name="Backdated">The question set <c>asOf</c> back, so what happened was known already (though not used).</param>
/// <param name="Values">How many were compared.</param>
/// <param name="Error">Of the means: over many values it tells whether too much is projected.</param>
/// <param name="AbsoluteError">Of the medians, which err least.</param>
/// <param name="ScaledError">Each absolute error over the mean change from season to season of its history.</param>
/// <param name="Sold">Sum of the absolute values that were sold.</param>
/// <param name="Hits">For each level how many intervals there were and how many held what was sold.</param>
public sealed record StepScore(
    string Measure, string Grain, int Step, bool Backdated, long Values, double Error, double AbsoluteError, double NaiveAbsoluteError, double ScaledError,
    double NaiveScaledError, double Sold, IReadOnlyDictionary<double, LevelHits> Hits)
{
    public ScoredPart Of { get; init; }
}

[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct LevelHits(long Inside, long Count);
