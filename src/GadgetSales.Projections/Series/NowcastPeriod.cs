using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>A period that can be running.</summary>
public sealed class NowcastPeriod
{
    NowcastPeriod(Grain grain) => Grain = grain;

    public static NowcastPeriod Day { get; } = new(Grain.Day);

    public static IReadOnlyList<NowcastPeriod> All { get; } = [Day, new(Grain.Week), new(Grain.Month)];

    public Grain Grain { get; }

    public override string ToString() => Grain.Name;
}
