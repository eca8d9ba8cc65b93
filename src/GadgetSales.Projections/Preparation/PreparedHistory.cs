namespace GadgetSales.Projections.Preparation;

/// <summary>A history made ready to be learnt from.</summary>
/// <param name="Raw">As the request holds them.</param>
/// <param name="Learn">What methods see: usual values in the place of those that say nothing, bulk orders cut down, effects of the calendar divided out.</param>
/// <param name="Targets">What backtests are judged by: the values with the same effects divided out, and nothing else changed where they were observed.</param>
/// <param name="Factors">What leads back to the unit of the request, for each step of history and horizon.</param>
/// <param name="Observed">False where a value says nothing of what would have been sold.</param>
/// <param name="Notes">What was done, in words.</param>
/// <param name="BulkOrders">How many values were cut down.</param>
/// <param name="Doubt">How likely it is that nothing will be sold any more, 0 to 1.</param>
internal sealed record PreparedHistory(
    double[] Raw, double[] Learn, double[] Targets, double[] Factors, bool[] Observed, IReadOnlyList<string> Notes, int BulkOrders, double Doubt)
{
    const int MostSingle = 2;

    /// <summary>Orders that came a few times will come again and belong to the mean; one or two do not.</summary>
    public bool BulkOrdersRepeat => BulkOrders > MostSingle;

    /// <summary>Whether the history ends with values that say nothing: closed, out of stock or an outage.</summary>
    public bool EndsUnobserved => Observed.Length > 0 && !Observed[^1] && Raw[^1] == 0;

    /// <param name="values">In any unit.</param>
    /// <param name="factors">Effects of calendar and events, for each step of history and horizon.</param>
    /// <param name="notes">What is known of them.</param>
    public static PreparedHistory From(double[] values, double[] factors, IReadOnlyList<string> notes, ForecastRequest request)
    {
        var texts = new List<string>(notes);
        double[] targets = [.. values.Select((value, i) => factors[i] > 0 ? value / factors[i] : value)];
        var observed = new bool[values.Length];
        Array.Fill(observed, true);
        // A closed holiday sells nothing and tells nothing.
        for (var i = 0; i < values.Length; i++)
        {
            observed[i] = factors[i] > 0;
        }
        foreach (var index in request.Exclude.Where(index => index >= 0 && index < values.Length))
        {
            observed[index] = false;
        }
        var cycle = Cycle(request.CandidatePeriods);
        var doubt = request.NonNegative ? Gaps.Find(targets, observed, cycle, texts) : 0;
        var learn = UsualValues.Fill(targets, observed, cycle);
        for (var i = 0; i < learn.Length; i++)
        {
            targets[i] = observed[i] ? targets[i] : learn[i];
        }
        var cut = 0;
        if (request.NonNegative)
        {
            cut = Outliers.CutDown(learn, request.CandidatePeriods, cycle, texts);
            LevelShift.Bridge(learn, targets, factors, cycle, texts);
        }
        return new(values, learn, targets, factors, observed, texts, cut, doubt);
    }

    /// <summary>The period in which values at the same position compare: a week of days or hours; else 1.</summary>
    static int Cycle(IReadOnlyList<int> candidatePeriods) => candidatePeriods.Contains(168) ? 168 : candidatePeriods.Contains(24) ? 24 : candidatePeriods.Contains(7) ? 7 : 1;
}
