namespace GadgetSales.Core.Lake;

/// <summary>How far the running business date has come by each store's own clock: negative or beyond a day where the store's date is another.</summary>
/// <param name="Elapsed">Since the date's midnight, at every store that is not among <paramref name="Elsewhere"/>.</param>
/// <param name="Elsewhere">Stores by how far they have come, where their clocks show another time.</param>
public sealed record PresentTime(TimeSpan Elapsed, IReadOnlyList<(TimeSpan Elapsed, IReadOnlyList<string> Stores)> Elsewhere)
{
    /// <summary>By UTC, as tills count that send it in place of their store's clock.</summary>
    public required TimeSpan OfUtc { get; init; }
}
