namespace GadgetSales.Projections;

/// <summary>A history without its closed slots, and the way back.</summary>
/// <param name="Values">The values of the open slots, oldest first; at most 60 cycles of the longest season.</param>
/// <param name="Indices">Where each of them stood in the request's values.</param>
/// <param name="Ahead">How many of the horizon's steps are open.</param>
/// <param name="Periods">The candidate periods counted in open slots, ascending.</param>
/// <param name="Nested">Seasons within seasons that the history supports.</param>
internal sealed record OpenSeries(
    double[] Values, int[] Indices, int Ahead, int[] Periods, NestedSeason[] Nested, ClosedSlots Closed, int Length, int Horizon)
{
    /// <summary>Older cycles cost time and say little about the next one.</summary>
    const int MostCycles = 60;

    public static OpenSeries From(double[] values, ClosedSlots closed, ForecastRequest request)
    {
        int[] indices = [.. Enumerable.Range(0, values.Length).Where(closed.IsOpen)];
        int[] future = [.. Enumerable.Range(values.Length, request.Horizon).Where(closed.IsOpen)];
        var ahead = future.Length;
        var periods = closed.InOpenTime(request.CandidatePeriods);
        var longest = periods.LastOrDefault(period => Supports(indices.Length, period, ahead));
        indices = longest == 0 ? indices : indices[Math.Max(0, indices.Length - MostCycles * longest)..];
        var nested = NestedSeason.Of(request.CandidatePeriods, closed, [.. indices, .. future]);
        nested = [.. nested.Where(season => Supports(indices.Length, season.Period, ahead))];
        return new([.. indices.Select(i => values[i])], indices, ahead, periods, nested, closed, values.Length, request.Horizon);
    }

    /// <summary>The candidate periods of which the history holds two cycles and a horizon to test them on, ascending.</summary>
    public int[] Seasons => [.. Periods.Where(period => Supports(Values.Length, period, Ahead))];

    static bool Supports(int length, int period, int ahead) => length >= 2 * period + ahead + 2;

    /// <summary>Puts zeros back where the horizon's slots are closed.</summary>
    public double[] Spread(IReadOnlyList<double> open)
    {
        var all = new double[Horizon];
        var next = 0;
        for (var j = 0; j < Horizon; j++)
        {
            all[j] = Closed.IsOpen(Length + j) ? open[next++] : 0;
        }
        return all;
    }

    public ForecastInterval Spread(ForecastInterval open) => new(open.Level, Spread(open.Lower), Spread(open.Upper));
}
