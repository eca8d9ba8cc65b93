namespace GadgetSales.Api.Projections;

/// <summary>What is known to happen in the projected periods.</summary>
/// <param name="Events">1 to 100; several on the same day multiply.</param>
public sealed record ProjectionEvents(IReadOnlyList<ProjectionEvent> Events);

/// <param name="Name">For people, 1 to 64 printable characters; answers name the events of a period.</param>
/// <param name="EffectPercent">How much more is sold than without it, from -100 (closed: 0 is projected) to 1000; 25 is a quarter more.</param>
/// <param name="Dates">Business dates among the projected ones.</param>
/// <param name="Date">The same for a single date.</param>
public sealed record ProjectionEvent(string Name, double EffectPercent, IReadOnlyList<DateOnly>? Dates = null, DateOnly? Date = null);
