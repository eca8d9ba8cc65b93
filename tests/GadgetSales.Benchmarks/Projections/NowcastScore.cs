using System.Globalization;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>Sums over answers.</summary>
sealed class NowcastScore(int levels)
{
    readonly int[] _inside = new int[levels];
    int _answers;
    double _error;
    double _naiveError;
    double _sold;

    public void Add(SeriesNowcast nowcast, long sold, double naive)
    {
        _answers++;
        _sold += sold;
        _error += Math.Abs(nowcast.Value!.Value - sold);
        _naiveError += Math.Abs(naive - sold);
        for (var l = 0; l < _inside.Length; l++)
        {
            _inside[l] += nowcast.Intervals[l].Lower <= sold && sold <= nowcast.Intervals[l].Upper ? 1 : 0;
        }
    }

    public string Line(NowcastPeriod period, int hour, Dimension? dimension) => string.Create(CultureInfo.InvariantCulture,
        $"{period,-8}{hour + ":00",-7}{dimension?.Name ?? "-",-10}{_answers,8}{100 * _error / _sold,10:F1}{100 * _naiveError / _sold,10:F1}{100.0 * _inside[0] / _answers,8:F1}{100.0 * _inside[1] / _answers,8:F1}");
}
