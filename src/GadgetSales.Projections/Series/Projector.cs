using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>Projects all series of a question: every one by itself, then changed by events, then made to add up.</summary>
public static class Projector
{
    /// <param name="parallel">How many series at once, and on which scheduler. Its token stops the work within milliseconds.</param>
    public static async Task<Projection> ProjectAsync(ProjectionQuery query, History history, ParallelOptions parallel)
    {
        List<(SeriesHistory Sales, IReadOnlyList<Dimension> By)> all = [.. history.Series.Select(series => (series, query.GroupBy))];
        var places = new Dictionary<SalesTotal, int>(ReferenceEqualityComparer.Instance);
        foreach (var (by, totals) in history.Subtotals.Select(subtotals => (subtotals.By, subtotals.Totals)).Append((query.TotalsBy, history.Totals)))
        {
            foreach (var total in totals.Where(total => total.Parts.Count != 1))
            {
                places[total] = all.Count;
                all.Add((total.Sales, by));
            }
        }

        var drafts = new ForecastDraft[all.Count];
        await Parallel.ForAsync(0, all.Count, parallel, (i, cancellationToken) =>
        {
            drafts[i] = ForecastDraft.Make(all[i].Sales, query, all[i].By, cancellationToken);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return Assemble(query, drafts, history, places);
    }

    static Projection Assemble(ProjectionQuery query, ForecastDraft[] drafts, History history, Dictionary<SalesTotal, int> places)
    {
        var parts = drafts.AsSpan(0, history.Series.Count).ToArray();
        EventChanges.OfGroups(parts, query);
        var wholes = history.Totals.Select(total => Whole(total, query.TotalsBy)).ToList();
        var subtotals = history.Subtotals.Select(each => each.Totals.Select(total => Whole(total, each.By)).ToList()).ToList();
        var projected = new SeriesProjection?[parts.Length];
        foreach (var whole in wholes.Where(whole => whole.Total.Parts.Count > 0))
        {
            var members = whole.Total.Parts.ToHashSet();
            Coherence.Make(query, parts, whole, [.. subtotals.Select(each => (IReadOnlyList<WholeDraft>)[.. each.Where(sub => members.Contains(sub.Total.Parts[0]))])], projected);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            projected[i] ??= parts[i].Round(Coherence.RoundEach(parts[i].Points, SeriesProjection.Scale(query.Measure)), query);
        }

        return new Projection(LargestFirst(projected.OfType<SeriesProjection>()), LargestFirst(wholes.Select(Rounded)))
        {
            Subtotals = [.. history.Subtotals.Select((each, s) => new ProjectedSubtotals(each.By, LargestFirst(subtotals[s].Select(Rounded))))],
        };

        SeriesProjection Rounded(WholeDraft whole) => whole.Draft.Round(whole.Points ?? Coherence.RoundEach(whole.Draft.Points, SeriesProjection.Scale(query.Measure)), query);

        WholeDraft Whole(SalesTotal total, IReadOnlyList<Dimension> by)
        {
            if (total.Parts is [var only])
            {
                return new WholeDraft(total, parts[only].As(total.Sales));
            }

            var draft = drafts[places[total]];
            EventChanges.OfWhole(draft, [.. total.Parts.Select(part => parts[part])], query, by);
            return new WholeDraft(total, draft);
        }
    }

    static SeriesProjection[] LargestFirst(IEnumerable<SeriesProjection> series) =>
        [.. series.OrderByDescending(each => each.Points.Sum(point => (double)point)).ThenBy(each => each.Sales.Key, KeyOrder.Instance)];
}
