using System.Buffers;

namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// MSTL (Bandara, Hyndman and Bergmeir 2021): several seasons taken out in turn by STL, shortest first, each refined once the others are known.
/// </summary>
internal static class Mstl
{
    const int Rounds = 2;

    /// <summary>
    /// Sums the seasonal parts into the first values.Length elements of <paramref name="seasonal"/> and continues each season into the rest
    /// by repeating its last cycle.
    /// </summary>
    /// <param name="periods">Ascending; the values hold at least two of the longest.</param>
    public static void Seasonal(ReadOnlySpan<double> values, ReadOnlySpan<int> periods, Span<double> seasonal)
    {
        var n = values.Length;
        var rented = ArrayPool<double>.Shared.Rent((periods.Length + 1) * n);
        var rest = rented.AsSpan(0, n);
        var seasons = rented.AsSpan(n, periods.Length * n);
        values.CopyTo(rest);
        seasons.Clear();
        for (var round = 0; round < (periods.Length == 1 ? 1 : Rounds); round++)
        {
            for (var p = 0; p < periods.Length; p++)
            {
                var season = seasons.Slice(p * n, n);
                Add(rest, season, 1);
                Stl.Seasonal(rest, periods[p], SeasonalWindow(p), season);
                Add(rest, season, -1);
            }
        }
        seasonal.Clear();
        for (var p = 0; p < periods.Length; p++)
        {
            var season = seasons.Slice(p * n, n);
            for (var i = 0; i < seasonal.Length; i++)
            {
                seasonal[i] += i < n ? season[i] : season[n - periods[p] + (i - n) % periods[p]];
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The paper's windows: 11 cycles for the shortest period, 4 more for each longer one.</summary>
    static int SeasonalWindow(int index) => 11 + 4 * index;

    static void Add(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * values[i];
        }
    }
}
