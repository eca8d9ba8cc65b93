namespace GadgetSales.Projections.Series;

/// <summary>The forecast of a whole beside what it is the whole of.</summary>
sealed class WholeDraft(SalesTotal total, ForecastDraft draft)
{
    public SalesTotal Total => total;

    public ForecastDraft Draft => draft;

    /// <summary>In quanta, once its parts were made to add up to it.</summary>
    public long[]? Points { get; set; }
}

/// <summary>
/// Makes the forecasts of a whole, of its subtotals and of its groups one: the whole stays, subtotals are moved to sum to it, and groups to sum to every one of the
/// subtotals that they belong to, by fitting one after the other until all hold (iterative proportional fitting, Deming and Stephan 1940). A subtotal is the same
/// whether it is asked for as one or as a group.
/// </summary>
static class Coherence
{
    const int MostRounds = 40;
    const double Close = 1e-7;

    /// <param name="subtotals">For each dimension those of the whole's groups; every group belongs to one of each.</param>
    /// <param name="projected">Where the groups' answers go.</param>
    public static void Make(ProjectionQuery query, ForecastDraft[] groups, WholeDraft whole, IReadOnlyList<IReadOnlyList<WholeDraft>> subtotals, SeriesProjection?[] projected)
    {
        var scale = SeriesProjection.Scale(query.Measure);
        int[] parts = [.. whole.Total.Parts.Where(part => !groups[part].IsRefused)];
        if (parts.Length == 0)
        {
            return;
        }

        whole.Points = RoundEach(whole.Draft.Points, scale);
        var places = parts.Index().ToDictionary(part => part.Item, part => part.Index);
        (WholeDraft Whole, int[] Members)[][] sums = [.. subtotals.Select(each => each
            .Select(sub => (sub, (int[])[.. sub.Total.Parts.Where(places.ContainsKey).Select(part => places[part])])).Where(sub => sub.Item2.Length > 0).ToArray())];
        ForecastDraft[] drafts = [.. parts.Select(part => groups[part])];
        double[] sizes = [.. drafts.Select(draft => draft.Size)];
        long[][] rounded = [.. drafts.Select(_ => new long[query.Horizon])];
        for (var j = 0; j < query.Horizon; j++)
        {
            double[] before = [.. drafts.Select(draft => draft.Points[j])];
            var after = Fit(before, whole.Draft.Points[j], sizes, [.. sums.Select(each => (IReadOnlyList<(double, int[])>)Targets(each, whole.Draft.Points[j], j))]);
            for (var i = 0; i < drafts.Length; i++)
            {
                drafts[i].Move(j, after[i] - before[i]);
                after[i] *= scale;
            }

            foreach (var (quanta, i) in Reconciliation.Round(after, whole.Points[j]).Select((quanta, i) => (quanta, i)))
            {
                rounded[i][j] = quanta;
            }
        }

        foreach (var (sub, members) in sums.SelectMany(each => each))
        {
            sub.Points = [.. Enumerable.Range(0, query.Horizon).Select(j => members.Sum(i => rounded[i][j]))];
        }

        for (var i = 0; i < parts.Length; i++)
        {
            projected[parts[i]] = drafts[i].Round(rounded[i], query);
        }
    }

    public static long[] RoundEach(ReadOnlySpan<double> points, int scale)
    {
        var rounded = new long[points.Length];
        for (var j = 0; j < rounded.Length; j++)
        {
            rounded[j] = (long)Math.Round(points[j] * scale);
        }

        return rounded;
    }

    /// <summary>Moves the subtotals of one dimension to sum to the whole: what their groups have to sum to.</summary>
    static (double Target, int[] Members)[] Targets((WholeDraft Whole, int[] Members)[] subtotals, double whole, int step)
    {
        double[] values = [.. subtotals.Select(sub => sub.Whole.Draft.Points[step])];
        var differences = Reconciliation.Differences(values, whole, [.. subtotals.Select(sub => sub.Whole.Draft.Size)]);
        for (var i = 0; i < subtotals.Length; i++)
        {
            subtotals[i].Whole.Draft.Move(step, differences[i]);
        }

        return [.. subtotals.Select((sub, i) => (values[i] + differences[i], sub.Members))];
    }

    static double[] Fit(double[] before, double whole, double[] sizes, IReadOnlyList<(double Target, int[] Members)>[] subtotals)
    {
        double[] values = [.. before];
        int[] all = [.. Enumerable.Range(0, values.Length)];
        var close = Close * Math.Max(1, Math.Abs(whole));
        for (var (round, change) = (0, double.MaxValue); round < (subtotals.Length == 0 ? 0 : MostRounds) && change > close; round++)
        {
            change = 0;
            foreach (var (target, members) in subtotals.SelectMany(each => each))
            {
                change = Math.Max(change, Draw(values, target, sizes, members));
            }
        }

        Draw(values, whole, sizes, all);
        return values;
    }

    /// <summary>How much the values were off.</summary>
    static double Draw(double[] values, double target, double[] sizes, int[] members)
    {
        double[] some = [.. members.Select(i => values[i])];
        var differences = Reconciliation.Differences(some, target, [.. members.Select(i => sizes[i])]);
        for (var i = 0; i < members.Length; i++)
        {
            values[members[i]] += differences[i];
        }

        return Math.Abs(target - some.Sum());
    }
}
