namespace GadgetSales.Projections.Series;

/// <summary>Projects all series of a question in parallel and makes the parts sum to their totals.</summary>
public static class Projector
{
    /// <param name="parallel">How many series at once, and on which scheduler. Its token stops the work within milliseconds.</param>
    public static async Task<Projection> ProjectAsync(ProjectionQuery query, History history, ParallelOptions parallel)
    {
        SeriesHistory[] all = [.. history.Series, .. history.Totals.Where(total => total.Parts.Count != 1).Select(total => total.Sales)];
        var forecasts = new ForecastDraft[all.Length];
        var factors = query.Events.Count > 0 ? EventEffects.Factors(query) : null;
        await Parallel.ForAsync(0, all.Length, parallel, (i, cancellationToken) =>
        {
            forecasts[i] = ForecastDraft.Make(all[i], query, cancellationToken);
            if (factors is not null)
            {
                forecasts[i].Multiply(factors);
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return Assemble(query, forecasts, history);
    }

    static Projection Assemble(ProjectionQuery query, ForecastDraft[] forecasts, History history)
    {
        var scale = SeriesProjection.Scale(query.Measure);
        var projected = new SeriesProjection[history.Series.Count];
        var wholes = new List<SeriesProjection>();
        var next = projected.Length;
        foreach (var total in history.Totals)
        {
            var whole = total.Parts is [var only] ? forecasts[only].As(total.Sales) : forecasts[next++];
            var points = RoundEach(whole.Points, scale);
            ForecastDraft[] parts = [.. total.Parts.Select(index => forecasts[index])];
            var rounded = Reconcile(parts, whole.Points, points, scale);
            for (var i = 0; i < parts.Length; i++)
            {
                projected[total.Parts[i]] = parts[i].Round(rounded[i], scale);
            }

            wholes.Add(whole.Round(points, scale));
        }

        for (var i = 0; i < projected.Length; i++)
        {
            projected[i] ??= forecasts[i].Round(RoundEach(forecasts[i].Points, scale), scale);
        }

        return new Projection(LargestFirst(projected), LargestFirst(wholes));
    }

    /// <summary>Moves the parts to sum to the whole, and rounds them to sum to the rounded whole exactly.</summary>
    static long[][] Reconcile(ForecastDraft[] parts, ReadOnlySpan<double> whole, long[] points, int scale)
    {
        double[] sizes = [.. parts.Select(part => part.Size)];
        long[][] rounded = [.. parts.Select(_ => new long[points.Length])];
        var values = new double[parts.Length];
        for (var j = 0; j < points.Length; j++)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                values[i] = parts[i].Points[j];
            }

            var differences = Reconciliation.Differences(values, whole[j], sizes);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i].Move(j, differences[i]);
                values[i] = parts[i].Points[j] * scale;
            }

            var quanta = Reconciliation.Round(values, points[j]);
            for (var i = 0; i < parts.Length; i++)
            {
                rounded[i][j] = quanta[i];
            }
        }

        return rounded;
    }

    static long[] RoundEach(ReadOnlySpan<double> points, int scale)
    {
        var rounded = new long[points.Length];
        for (var j = 0; j < rounded.Length; j++)
        {
            rounded[j] = (long)Math.Round(points[j] * scale);
        }

        return rounded;
    }

    static SeriesProjection[] LargestFirst(IEnumerable<SeriesProjection> series) =>
        [.. series.OrderByDescending(each => each.Points.Sum(point => (double)point)).ThenBy(each => each.Sales.Key, KeyOrder.Instance)];
}
