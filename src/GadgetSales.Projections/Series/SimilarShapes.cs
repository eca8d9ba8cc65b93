using GadgetSales.Core.Lake;
using GadgetSales.Projections.Decomposition;

namespace GadgetSales.Projections.Series;

/// <summary>What the year of a whole tells about a part of it that has not seen one: a new shop, a new category.</summary>
static class SimilarShapes
{
    const int MostYears = 6;

    // Parts differ from their whole: half to all of the shape is better than none on held-out windows of young series, and this much is best.
    const double Share = 0.75;

    /// <summary>
    /// For each step of the part's history and horizon what to expect in parts of the usual; null where the part knows its own year, where the whole does not, and
    /// for other grains than weeks and months.
    /// </summary>
    /// <param name="whole">What the part is a part of; may be the part itself.</param>
    public static SimilarSeries? Of(SeriesHistory part, SeriesHistory whole, ProjectionQuery query)
    {
        // Of days it is not known whether it helps.
        var year = query.Grain.Grain == Grain.Week ? 52 : query.Grain.Grain == Grain.Month ? 12 : 0;
        if (year == 0 || part.Values.Count == 0 || part.Values.Count >= year || whole.Values.Count < year || whole.Values.Any(value => value is null or < 0))
        {
            return null;
        }

        var skipped = Math.Max(0, whole.Values.Count - (MostYears * year));
        var indices = YearShape.Indices([.. whole.Values.Skip(skipped).Select(value => (double)value!.Value)], year, week: 1);
        var first = part.Start - whole.Start - skipped;
        return new SimilarSeries([.. Enumerable.Range(first, part.Values.Count + query.Horizon).Select(i => Math.Pow(indices[((i % year) + year) % year], Share))], Spread: null);
    }
}
