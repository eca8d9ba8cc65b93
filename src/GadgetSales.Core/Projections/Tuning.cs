namespace GadgetSales.Core.Projections;

/// <summary>The choices that were measured against each other on many series; none depends on which series it is.</summary>
internal sealed record Tuning
{
    public static Tuning Default { get; set; } = new();

    public int Origins { get; init; } = 14;
    public double Power { get; init; } = 4;
    public double DropAbove { get; init; } = 1.5;
    public int Keep { get; init; } = 8;
    public double Widen { get; init; } = 1.0;
    public bool Mstl { get; init; } = true;
    public bool Log { get; init; } = true;
    public bool Sqrt { get; init; } = true;
    public bool Ar { get; init; } = true;
    public bool Classical { get; init; } = true;
    public bool Hw { get; init; } = true;
    public bool Plain { get; init; } = true;
    public bool Gate { get; init; } = true;
    public double StepShare { get; init; } = 0.35;
    public int S0 { get; init; } = 12;
    public double S1 { get; init; } = 0.5;
    public double Shrink { get; init; }
    public double Crit { get; init; } = 0.7;
    public double X { get; init; }
    public double Y { get; init; }
    public double Z { get; init; }
}
