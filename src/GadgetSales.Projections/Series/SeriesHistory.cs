namespace GadgetSales.Projections.Series;

/// <summary>One measure of one group over the complete periods since it first sold.</summary>
/// <param name="Key">The group: a value for each dimension of the grouping, null where its sales have none.</param>
/// <param name="Start">Index of the first value on the axis.</param>
/// <param name="Values">As they were sold: minor units or counts, 0 where nothing was; null only where an average has nothing to be of.</param>
public sealed record SeriesHistory(IReadOnlyList<string?> Key, int Start, IReadOnlyList<long?> Values)
{
    public static SeriesHistory Empty(int dimensions, int length) => new(new string?[dimensions], length, []);
}
