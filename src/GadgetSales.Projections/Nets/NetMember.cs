namespace GadgetSales.Projections.Nets;

/// <summary>The net that knows a series, and how much of the projection it says.</summary>
/// <param name="Share">Of each step that the net reaches.</param>
internal sealed record NetMember(SalesNet Net, double Share)
{
    // Found on windows that end a horizon earlier than any that is reported: flat between 0.6 and 0.9, and between 0.4 and 0.6.
    const double LongGrains = 0.75;
    const double Hours = 0.75;
    const double Days = 0.5;

    /// <summary>How strongly errors of the backtest move the share.</summary>
    const double Power = 7;

    const double MostZeros = 0.25;

    /// <summary>Beyond its reach the net's opinion on the level fades: half is left after so many horizons.</summary>
    const double HalfLife = 0.5;

    public string Name => $"{Net.Name} net";

    /// <summary>Null where no net knows the grain, or such a series: of slow movers nets say too much.</summary>
    /// <param name="periods">The candidate periods of the request: they tell the grain.</param>
    /// <param name="values">With closed slots.</param>
    /// <param name="open">Without them.</param>
    public static NetMember? For(IReadOnlyList<int> periods, ReadOnlySpan<double> values, ReadOnlySpan<double> open)
    {
        var member = periods.Contains(24) ? new NetMember(HourlyNet.Instance, Hours)
            : periods.Contains(7) ? new(DailyNet.Instance, Days)
            : periods.Contains(52) ? new(WeeklyNet.Instance, LongGrains)
            : periods.Contains(12) ? new(MonthlyNet.Months, LongGrains)
            : periods.Contains(4) ? new(MonthlyNet.Quarters, LongGrains)
            : (NetMember?)null;
        return member is not null && member.Net.Knows(values) && open.Count(0.0) <= MostZeros * open.Length ? member : null;
    }

    /// <summary>The share moved by how large the errors of the pool and of the net were in the same backtest.</summary>
    public NetMember Weighed(double pool, double net)
    {
        var odds = Share * Math.Pow(net > 0 ? pool / net : 1, Power);
        return this with { Share = odds / (odds + 1 - Share) };
    }

    /// <summary>What the net says of the next steps; empty when the history is too short for it.</summary>
    /// <param name="history">With closed slots.</param>
    public NetStep[] Project(ReadOnlySpan<double> history) =>
        history.Length < Net.Shortest ? [] : [.. Net.Project(history).Select(quantiles => new NetStep(quantiles[SalesNet.MedianLevel], Mean(quantiles)))];

    /// <summary>Moves points in place towards what the net says, as far as their interval goes.</summary>
    /// <param name="ahead">For each point how many steps after the history it lies, from 0.</param>
    /// <param name="reach">For each point how far its interval reaches to both sides.</param>
    public void Mix(ReadOnlySpan<double> said, ReadOnlySpan<int> ahead, ReadOnlySpan<double> reach, Span<double> points)
    {
        var (before, after) = (0.0, 0.0);
        for (var j = 0; j < points.Length; j++)
        {
            if (ahead[j] < said.Length)
            {
                before += points[j];
                points[j] += Share * (Math.Clamp(said[ahead[j]], points[j] - reach[j], points[j] + reach[j]) - points[j]);
                after += points[j];
            }
            else if (before > 0)
            {
                points[j] *= 1 + Math.Pow(0.5, (ahead[j] - said.Length + 1) / (HalfLife * said.Length)) * (after / before - 1);
            }
        }
    }

    /// <summary>The mean of a distribution from its quantiles: straight between them, and in the upper tail as steep as before it.</summary>
    static double Mean(ReadOnlySpan<double> quantiles)
    {
        var levels = SalesNet.Levels;
        var tail = 1 - levels[^1];
        var mean = levels[0] * quantiles[0] + tail * (quantiles[^1] + 0.4 * (quantiles[^1] - quantiles[^2]));
        for (var q = 1; q < quantiles.Length; q++)
        {
            mean += (levels[q] - levels[q - 1]) * 0.5 * (quantiles[q] + quantiles[q - 1]);
        }
        return mean;
    }
}

internal readonly record struct NetStep(double Median, double Mean);
