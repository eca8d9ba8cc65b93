using GadgetSales.Projections.Preparation;

namespace GadgetSales.Projections;

/// <summary>A history without its closed slots, and the way back.</summary>
/// <param name="Values">What is learnt from, of the open slots, oldest first; at most 60 cycles of the longest season.</param>
/// <param name="Actuals">The prepared targets in the same slots: what backtests are judged by.</param>
/// <param name="Indices">Where each of them stood in the request's values.</param>
/// <param name="Prepared">With the closed slots.</param>
/// <param name="Future">Where the open steps of the horizon stand, counted on from the values.</param>
/// <param name="Periods">The candidate periods counted in open slots, ascending.</param>
/// <param name="Nested">Seasons within seasons that the history supports.</param>
/// <param name="Year">The yearly season, if it is a candidate and the history holds one.</param>
internal sealed record OpenSeries(
    double[] Values, double[] Actuals, int[] Indices, PreparedHistory Prepared, int[] Future, int[] Periods, NestedSeason[] Nested, YearSeason? Year, ClosedSlots Closed,
    int Horizon)
{
    /// <summary>Older cycles cost time and say little about the next one.</summary>
    const int MostCycles = 60;

    /// <summary>What is learnt from, with the closed slots.</summary>
    public double[] All => Prepared.Learn;

    /// <summary>Where the values of the beginning stood, which are not learnt from.</summary>
    public int[] LeftOut { get; private init; } = [];

    public int Length => All.Length;

    /// <summary>How many of the horizon's steps are open.</summary>
    public int Ahead => Future.Length;

    public static OpenSeries From(PreparedHistory prepared, ClosedSlots closed, ForecastRequest request)
    {
        var values = prepared.Learn;
        int[] indices = [.. Enumerable.Range(0, values.Length).Where(closed.IsOpen)];
        int[] future = [.. Enumerable.Range(values.Length, request.Horizon).Where(closed.IsOpen)];
        var ahead = future.Length;
        var candidates = YearSeason.InWholeWeeks(request.CandidatePeriods);
        var periods = closed.InOpenTime(candidates);
        var longest = periods.LastOrDefault(period => Supports(indices.Length, period, ahead));
        indices = longest == 0 ? indices : indices[Math.Max(0, indices.Length - MostCycles * longest)..];
        var beginning = Beginning.Length([.. indices.Select(i => values[i])], periods);
        var leftOut = indices[..beginning];
        indices = indices[beginning..];
        var nested = NestedSeason.Of(candidates, closed, [.. indices, .. future]);
        nested = [.. nested.Where(season => Supports(indices.Length, season.Period, ahead))];
        var year = request.NonNegative ? YearSeason.Of(candidates, closed, indices.Length) : null;
        return new([.. indices.Select(i => values[i])], [.. indices.Select(i => prepared.Targets[i])], indices, prepared, future, periods, nested, year, closed, request.Horizon)
        {
            LeftOut = leftOut,
        };
    }

    /// <summary>The candidate periods of which the history holds two cycles and a part of the horizon to test them on, ascending.</summary>
    public int[] Seasons => [.. Periods.Where(period => Supports(Values.Length, period, Ahead))];

    // A longer horizon must not take the season from the steps that are near.
    static bool Supports(int length, int period, int ahead) => length >= 2 * period + Math.Min(ahead, Math.Max(1, period / 4)) + 2;

    public bool IsObserved(int openIndex) => Prepared.Observed[Indices[openIndex]];

    /// <summary>Where the open step that follows <paramref name="origin"/> values by <paramref name="ahead"/> stands among all values.</summary>
    public int IndexOf(int origin, int ahead) => origin + ahead < Indices.Length ? Indices[origin + ahead] : Future[origin + ahead - Indices.Length];

    /// <summary>Back in the unit of the request, with zeros where the horizon's slots are closed.</summary>
    public double[] Spread(IReadOnlyList<double> open)
    {
        var all = new double[Horizon];
        for (var j = 0; j < open.Count; j++)
        {
            all[Future[j] - Length] = open[j] * Prepared.Factors[Future[j]];
        }
        return all;
    }

    /// <summary>Open steps of the horizon, in the unit of the request.</summary>
    public double[] InUnit(double[] open) => [.. open.Select((value, j) => value * Prepared.Factors[Future[j]])];

    public ForecastInterval Spread(ForecastInterval open) => new(open.Level, Spread(open.Lower), Spread(open.Upper));
}
