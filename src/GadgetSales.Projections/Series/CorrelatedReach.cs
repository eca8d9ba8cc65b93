namespace GadgetSales.Projections.Series;

/// <summary>How far a sum may stray.</summary>
static class CorrelatedReach
{
    /// <summary>
    /// Of terms that each stray by their own reach, any two of which go together as far as <paramref name="correlation"/> says: the variance of a sum of equally
    /// correlated terms. With a correlation of 1 the reaches add up; with 0 they average out.
    /// </summary>
    public static long Of(IEnumerable<double> reaches, double correlation)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var reach in reaches)
        {
            sum += reach;
            squares += reach * reach;
        }

        return (long)Math.Ceiling(Math.Sqrt((squares * (1 - correlation)) + (sum * sum * correlation)));
    }
}
