namespace GadgetSales.Core.Feed;

/// <summary>How far each stage between the ledger and the lake has come.</summary>
public interface IPipelineStatus
{
    /// <summary>Reads the stages as they stand now. Cheap enough to be part of every answer.</summary>
    ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>The stages, and the instant up to which every recorded sale is in the lake (null while nothing is known).</summary>
public sealed record PipelineStatus(DateTimeOffset? DataThrough, IReadOnlyList<StageStatus> Stages)
{
    /// <summary>Sales that are recorded but not in the lake yet.</summary>
    public long Pending => Stages.Sum(stage => stage.Lag);

    /// <summary>A lag of more than this means that a stage does not get on, not that it is busy.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>One stage.</summary>
/// <param name="Name">ledger, feed or lake.</param>
/// <param name="Position">The last position the stage has completed, or null where the store has none.</param>
/// <param name="Lag">Entries the stage before has completed and this one has not; 0 where the store does not count them.</param>
/// <param name="LagSeconds">Age of the oldest of them, 0 when there is none; where the store cannot tell, how long ago the lake was certainly complete.</param>
/// <param name="Quarantined">Entries set aside because they cannot be processed.</param>
/// <param name="LastError">What the stage last failed with, null once it succeeds again.</param>
public sealed record StageStatus(string Name, long? Position, long Lag, double LagSeconds, long Quarantined, string? LastError);
