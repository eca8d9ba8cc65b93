using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>What a grain means for projections: which seasons it can have, and how far back and ahead it is sensible to look.</summary>
public sealed class ProjectionGrain
{
    ProjectionGrain(Grain grain, int[] seasons, int defaultHorizon, int maxHorizon, int defaultHistory)
    {
        Grain = grain;
        Seasons = seasons;
        DefaultHorizon = defaultHorizon;
        MaxHorizon = maxHorizon;
        DefaultHistory = defaultHistory;
    }

    public static ProjectionGrain Hour { get; } = new(Grain.Hour, [24, 168], 24, 744, 26 * 168);

    public static ProjectionGrain Day { get; } = new(Grain.Day, [7, 365], 14, 366, 3 * 365);

    public static IReadOnlyList<ProjectionGrain> All { get; } =
    [
        Hour, Day, new(Grain.Week, [52], 8, 104, 6 * 52), new(Grain.Month, [12], 6, 36, 12 * 12), new(Grain.Quarter, [4], 4, 12, 20 * 4), new(Grain.Year, [], 2, 5, 30),
    ];

    public Grain Grain { get; }

    /// <summary>Candidate seasons in periods, ascending.</summary>
    public IReadOnlyList<int> Seasons { get; }

    /// <summary>Periods that are projected unless a request says otherwise.</summary>
    public int DefaultHorizon { get; }

    public int MaxHorizon { get; }

    /// <summary>Periods of history that are read unless a request says otherwise.</summary>
    public int DefaultHistory { get; }

    public override string ToString() => Grain.Name;
}
