using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>A question as a request asks it.</summary>
/// <param name="Query">Null exactly when the parameters have errors.</param>
/// <param name="Today">The business date that relative ranges were counted from.</param>
public sealed record InsightReading(InsightQuery? Query, DateOnly Today)
{
    /// <summary>From UTC to the wall clock that today was read from: that of stores whose own is unknown.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>Leave out on both sides what was sold later in the day than it is now.</summary>
    public bool UntilNow { get; init; }

    /// <summary>How many of the largest groups to keep; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>With <see cref="Top"/>, the other groups are one.</summary>
    public bool Others { get; init; }

    /// <summary>Every group has a row in every period.</summary>
    public bool FillsZeros { get; init; }

    /// <summary>Values are by complete business date.</summary>
    public bool AveragesDays { get; init; }

    /// <summary>Articles come with their names.</summary>
    public bool Labels { get; init; }

    /// <summary>The comparison of a part of the range; null where none was asked for.</summary>
    public Func<DateSpan, Comparison?> Compare { get; init; } = _ => null;
}
