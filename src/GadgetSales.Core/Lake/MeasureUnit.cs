namespace GadgetSales.Core.Lake;

/// <summary>How the whole numbers of a measure are to be read.</summary>
/// <param name="Name">As the catalogue names it.</param>
/// <param name="Scale">What one of them is worth: engines count in thousandths of a piece and in millionths of a ratio, so that no sum is of floats.</param>
public sealed record MeasureUnit(string Name, decimal Scale)
{
    /// <summary>Integers in the currency's minor unit.</summary>
    public static readonly MeasureUnit Minor = new("minor", 1);

    public static readonly MeasureUnit Count = new("count", 1);

    /// <summary>Pieces, metres, kilograms: a count with three decimals.</summary>
    public static readonly MeasureUnit Quantity = new("count", 0.001m);

    public static readonly MeasureUnit Ratio = new("ratio", 0.000001m);

    /// <summary>As answers have it.</summary>
    public decimal? Of(decimal? number) => number * Scale;
}
