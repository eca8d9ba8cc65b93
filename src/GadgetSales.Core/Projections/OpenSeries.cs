namespace GadgetSales.Core.Projections;

/// <summary>A history without its closed slots, and the way back.</summary>
/// <param name="Values">The values of the open slots, oldest first.</param>
/// <param name="Indices">Where each of them stood in the request's values.</param>
/// <param name="Ahead">How many of the horizon's steps are open.</param>
/// <param name="Periods">The candidate periods counted in open slots, ascending.</param>
internal sealed record OpenSeries(double[] Values, int[] Indices, int Ahead, int[] Periods, ClosedSlots Closed, int Length, int Horizon)
{
    public static OpenSeries From(double[] values, ClosedSlots closed, ForecastRequest request)
    {
        int[] indices = [.. Enumerable.Range(0, values.Length).Where(closed.IsOpen)];
        var ahead = Enumerable.Range(values.Length, request.Horizon).Count(closed.IsOpen);
        return new([.. indices.Select(i => values[i])], indices, ahead, closed.InOpenTime(request.CandidatePeriods), closed, values.Length, request.Horizon);
    }

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
