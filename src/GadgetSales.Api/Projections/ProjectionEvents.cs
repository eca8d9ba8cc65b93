namespace GadgetSales.Api.Projections;

/// <summary>What is known to happen in the projected periods.</summary>
/// <param name="Events">1 to 100; several on the same day multiply.</param>
public sealed record ProjectionEvents(IReadOnlyList<ProjectionEvent> Events);

/// <param name="Name">For people, 1 to 64 printable characters; answers name the events of a period.</param>
/// <param name="EffectPercent">How much more is sold than without it, from -100 (closed: 0 is projected) to 1000; 25 is a quarter more. Absent: learnt from the past dates.</param>
/// <param name="Dates">Business dates, at least one of them projected; the others lie in the history.</param>
/// <param name="Date">The same for a single date.</param>
/// <param name="Every">week, month or year: the dates repeat, as far as the history and the projection reach.</param>
/// <param name="Opens">Sells on a day that is closed otherwise, as on an open day.</param>
/// <param name="Store">The stores it is about, where series are kept apart by store: a text or a list.</param>
/// <param name="Category">As <paramref name="Store"/>.</param>
/// <param name="Sku">As <paramref name="Store"/>.</param>
public sealed record ProjectionEvent(
    string Name, double? EffectPercent = null, IReadOnlyList<DateOnly>? Dates = null, DateOnly? Date = null, string? Every = null, bool? Opens = null,
    IReadOnlyList<string>? Store = null, IReadOnlyList<string>? Category = null, IReadOnlyList<string>? Sku = null);
