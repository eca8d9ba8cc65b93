using GadgetSales.Core.Projections.Decomposition;
using GadgetSales.Core.Projections.Methods;

namespace GadgetSales.Core.Projections;

/// <summary>Methods that share one seasonal adjustment, which is then made once for all of them.</summary>
internal sealed record MethodGroup(SeasonalAdjustment Adjustment, IForecastMethod[] Methods);

/// <summary>One method on one adjustment.</summary>
internal sealed record Candidate(SeasonalAdjustment Adjustment, IForecastMethod Method)
{
    public string Name => Adjustment.Name.Length == 0 ? Method.Name : $"{Method.Name} on {Adjustment.Name}".Replace("on  of", "of", StringComparison.Ordinal);
}

/// <summary>Which methods compete for a series.</summary>
internal static class MethodPool
{
    const double IntermittentShare = 0.4;
    const int LongestHoltWintersPeriod = 52;

    /// <summary>A slow mover: fewer than 40 % of the values are not zero.</summary>
    public static bool IsIntermittent(ReadOnlySpan<double> values)
    {
        var sales = values.Length - values.Count(0.0);
        return sales < IntermittentShare * values.Length;
    }

    /// <param name="shortest">The length of the shortest history the backtest will offer; longer needs are left out.</param>
    public static List<MethodGroup> Regular(ReadOnlySpan<double> values, int[] seasons, int shortest, Tuning t)
    {
        var smallest = values.Length == 0 ? 0 : Min(values);
        var groups = new List<MethodGroup>();
        IForecastMethod[] smoothers = [new SimpleSmoothing(), new DampedTrend(), new DynamicTheta()];
        IForecastMethod[] inner = t.Ar ? [.. smoothers, new Autoregression(false, 28)] : smoothers;
        var none = new NoAdjustment();
        if (seasons.Length == 0 || t.Plain)
        {
            groups.Add(new(none, [.. inner, new MovingAverage(28), new SeasonalNaive(1)]));
            if (seasons.Length == 0)
            {
                if (t.Ar) groups.Add(new(none, [new Autoregression(true, 28)]));
                if (smallest > 0 && t.Log) groups.Add(new(new MstlAdjustment([], AdjustmentScale.Logarithm), inner));
            }
        }
        foreach (var season in seasons)
        {
            if (t.Classical)
            {
                groups.Add(new(new ClassicalAdjustment(season, false), smoothers));
                if (smallest > 0) groups.Add(new(new ClassicalAdjustment(season, true), smoothers));
            }
            var own = new List<IForecastMethod> { new SeasonalNaive(season), new SeasonalMean(season, 4) };
            if (season <= LongestHoltWintersPeriod && t.Hw)
            {
                own.Add(new HoltWinters(season, false));
                if (smallest > 0) own.Add(new HoltWinters(season, true));
            }
            groups.Add(new(none, [.. own]));
        }
        if (seasons.Length > 0 && t.Mstl)
        {
            groups.Add(new(new MstlAdjustment(seasons, AdjustmentScale.Additive), inner));
            if (smallest > 0 && t.Log) groups.Add(new(new MstlAdjustment(seasons, AdjustmentScale.Logarithm), inner));
            else if (smallest >= 0 && t.Sqrt) groups.Add(new(new MstlAdjustment(seasons, AdjustmentScale.SquareRoot), inner));
        }
        return Fitting(groups, shortest);
    }

    public static List<MethodGroup> Intermittent(int[] seasons, int shortest, Tuning t)
    {
        var groups = new List<MethodGroup>
        {
            new(new NoAdjustment(), [new Tsb(), new MovingAverage(28), new MovingAverage(91), new SimpleSmoothing(), new MovingAverage(int.MaxValue), new SeasonalNaive(1)]),
        };
        foreach (var season in seasons)
        {
            groups.Add(new(new ClassicalAdjustment(season, false), [new SimpleSmoothing(), new MovingAverage(91)]));
            groups.Add(new(new NoAdjustment(), [new SeasonalNaive(season)]));
        }
        return Fitting(groups, shortest);
    }

    static List<MethodGroup> Fitting(List<MethodGroup> groups, int shortest) =>
    [
        .. groups.Where(group => group.Adjustment.MinimumLength <= shortest)
            .Select(group => group with { Methods = [.. group.Methods.Where(method => method.MinimumLength <= shortest)] })
            .Where(group => group.Methods.Length > 0),
    ];

    static double Min(ReadOnlySpan<double> values)
    {
        var smallest = values[0];
        foreach (var value in values)
        {
            smallest = Math.Min(smallest, value);
        }
        return smallest;
    }
}
