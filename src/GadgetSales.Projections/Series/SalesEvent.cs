namespace GadgetSales.Projections.Series;

/// <summary>Something that is known to change the sales of coming days, such as a promotion or a closing.</summary>
/// <param name="Name">For people.</param>
/// <param name="Dates">Business dates, none twice.</param>
/// <param name="EffectPercent">How much more is sold than without it, from -100 (closed); 25 is a quarter more.</param>
public sealed record SalesEvent(string Name, IReadOnlyList<DateOnly> Dates, double EffectPercent)
{
    public const double Closed = -100;
}
