using GadgetSales.Projections.Decomposition;
using GadgetSales.Projections.Methods;

namespace GadgetSales.Projections;

/// <summary>Methods that share one seasonal adjustment, which is then made once for all of them.</summary>
internal sealed record MethodGroup(SeasonalAdjustment Adjustment, IForecastMethod[] Methods);

/// <summary>One method on one adjustment.</summary>
internal sealed record Candidate(SeasonalAdjustment Adjustment, IForecastMethod Method)
{
    public string Name => Adjustment.Name.Length == 0 ? Method.Name : $"{Method.Name} on {Adjustment.Name}";
}

/// <summary>Which methods compete for a series.</summary>
internal static class MethodPool
{
    const double IntermittentShare = 0.5;
    const int LongestHoltWintersPeriod = 52;
    const int LargestOrder = 28;
    const int FewCycles = 4;
    const int ManyCycles = 8;
    public const int FewValues = 80;

    static readonly NoAdjustment None = new();

    /// <summary>A slow mover: most values are zero, and so is the median, which absolute errors reward.</summary>
    public static bool IsIntermittent(ReadOnlySpan<double> values)
    {
        var sales = values.Length - values.Count(0.0);
        return sales < IntermittentShare * values.Length;
    }

    /// <param name="seasons">Ascending.</param>
    /// <param name="nested">Their longer season is among the seasons.</param>
    /// <param name="shortest">The length of the shortest history the backtest will offer; methods that need more are left out.</param>
    /// <param name="year">The yearly season, even where one year is all there is.</param>
    public static List<MethodGroup> Regular(ReadOnlySpan<double> values, int[] seasons, NestedSeason[] nested, int shortest, YearSeason? year = null)
    {
        var positive = !values.ContainsAnyInRange(double.NegativeInfinity, 0);
        var few = values.Length < FewValues;
        IForecastMethod[] smoothers = [new SimpleSmoothing(), new DampedTrend(), new DynamicTheta()];
        // In few values an autoregression finds what is not there.
        IForecastMethod[] all = few ? smoothers : [.. smoothers, new Autoregression(differenced: false, LargestOrder)];
        var groups = new List<MethodGroup> { new(None, few ? [.. all, new SeasonalNaive(1)] : [.. all, new MovingAverage(28), new SeasonalNaive(1)]) };
        groups.Add(seasons.Length == 0
            ? new(None, [new Autoregression(differenced: true, LargestOrder)])
            : new(new MstlAdjustment(seasons, AdjustmentScale.Additive), all));
        if (positive)
        {
            groups.Add(new(new MstlAdjustment(seasons, AdjustmentScale.Logarithm), all));
        }
        else
        {
            groups.AddRange(Skewed(values, seasons, all));
        }
        groups.AddRange(seasons.SelectMany(season => Seasonal(season, positive, nested, smoothers)));
        groups.AddRange(nested.SelectMany(season => Nested(season, seasons, all)));
        groups.AddRange(year is null ? [] : Yearly(year, seasons, positive, smoothers));
        return Fitting(groups, shortest);
    }

    /// <summary>For histories with zeros or returns, which have no logarithm.</summary>
    static IEnumerable<MethodGroup> Skewed(ReadOnlySpan<double> values, int[] seasons, IForecastMethod[] methods)
    {
        var signed = values.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);
        MethodGroup[] roots = signed ? [] : [new(new SkewAdjustment(seasons, AdjustmentScale.Root), methods)];
        return
        [
            new(new SkewAdjustment(seasons, AdjustmentScale.Asinh), methods),
            .. roots,
            new(None, [new SeasonalMedian(1, 28), new SeasonalMedian(1, 91)]),
            .. seasons.Where(season => season <= LongestHoltWintersPeriod).Select(season => new MethodGroup(None, [new SeasonalMedian(season, 12)])),
        ];
    }

    static IEnumerable<MethodGroup> Seasonal(int season, bool positive, NestedSeason[] nested, IForecastMethod[] smoothers)
    {
        bool[] forms = positive ? [false, true] : [false];
        return
        [
            new(None, [new SeasonalNaive(season), new SeasonalMean(season, FewCycles)]),
            .. from form in forms where season <= LongestHoltWintersPeriod select new MethodGroup(None, [new HoltWinters(season, form)]),
            .. from form in forms
               where nested.All(outer => outer.Period != season)
               select new MethodGroup(new ClassicalAdjustment(season, form), smoothers),
        ];
    }

    static IEnumerable<MethodGroup> Yearly(YearSeason year, int[] seasons, bool positive, IForecastMethod[] smoothers)
    {
        int[] shorter = [.. seasons.Where(season => season < year.Period)];
        IForecastMethod[] naive = seasons.Contains(year.Period) ? [] : [new SeasonalNaive(year.Period)];
        AdjustmentScale[] scales = positive ? [AdjustmentScale.Additive, AdjustmentScale.Logarithm] : [AdjustmentScale.Additive];
        return
        [
            new(None, [new SameSeason(year.Period, year.Recent), .. naive]),
            .. scales.Select(scale => new MethodGroup(new YearAdjustment(year.Period, year.Week, new MstlAdjustment(shorter, scale)), smoothers)),
        ];
    }

    /// <summary>Weeks of hours come by so often that eight of them, and eight of their days, are still recent.</summary>
    static IEnumerable<MethodGroup> Nested(NestedSeason nested, int[] seasons, IForecastMethod[] methods) =>
    [
        new(new NestedAdjustment(nested), methods),
        new(None, [.. seasons.Where(season => nested.Period % season == 0).Select(season => new SeasonalMean(season, ManyCycles))]),
    ];

    /// <summary>For slow movers; see <see cref="IsIntermittent"/>. Parameters as above.</summary>
    public static List<MethodGroup> Intermittent(int[] seasons, int shortest)
    {
        var average = new MovingAverage(91);
        var smoothing = new SimpleSmoothing();
        var groups = new List<MethodGroup>
        {
            new(None, [new Tsb(), new MovingAverage(28), average, smoothing, new MovingAverage(int.MaxValue), new SeasonalNaive(1)]),
        };
        foreach (var season in seasons)
        {
            groups.Add(new(new ClassicalAdjustment(season, false), [smoothing, average]));
            groups.Add(new(None, [new SeasonalNaive(season)]));
        }
        return Fitting(groups, shortest);
    }

    static List<MethodGroup> Fitting(List<MethodGroup> groups, int shortest) =>
    [
        .. groups.Where(group => group.Adjustment.MinimumLength <= shortest)
            .Select(group => group with { Methods = [.. group.Methods.Where(method => method.MinimumLength <= shortest)] })
            .Where(group => group.Methods.Length > 0),
    ];
}
