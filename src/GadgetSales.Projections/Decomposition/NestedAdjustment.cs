namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// A fixed additive <see cref="NestedSeason"/> around a moving average of the longer season: an index for each position of the shorter one (hour
/// of the day), one for each of its repetitions (day of the week), and of what single positions (Saturday at noon) differ from their sum as
/// much as is not noise: empirical Bayes shrinkage after James and Stein (Efron and Morris 1975). Few sales an hour leave 24 + 7 indices,
/// many leave all 168.
/// </summary>
internal sealed class NestedAdjustment(NestedSeason season) : SeasonalAdjustment
{
    const int Rounds = 3;

    public override string Name => $"nested season {season.Period}";

    public override int MinimumLength => 2 * season.Period;

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var cells = Cells(history);
        var indices = Sums(cells);
        Refine(indices, cells);
        var seasonal = new double[history.Length + horizon];
        for (var i = 0; i < seasonal.Length; i++)
        {
            seasonal[i] = indices[season.Positions[i]];
        }
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = history[i] - seasonal[i];
        }
        return new(values, seasonal, AdjustmentScale.Additive);
    }

    /// <summary>What the positions of the longer season hold besides the trend.</summary>
    Cell[] Cells(ReadOnlySpan<double> history)
    {
        var cells = new Cell[season.Outer];
        var window = Math.Min(season.Period, history.Length);
        var sum = 0.0;
        foreach (var value in history[..window])
        {
            sum += value;
        }
        var start = 0;
        for (var i = 0; i < history.Length; i++)
        {
            // Centred where it can be; at both ends the outermost window serves.
            if (i - window / 2 > start && start + window < history.Length)
            {
                sum += history[start + window] - history[start];
                start++;
            }
            cells[season.Positions[i]].Add(history[i] - sum / window);
        }
        return cells;
    }

    /// <summary>For each position the index of its hour plus that of its day, fitted in turn: days may hold different hours.</summary>
    double[] Sums(Cell[] cells)
    {
        var hours = new double[season.Inner];
        var days = new double[season.Outer / season.Inner];
        for (var round = 0; round < Rounds; round++)
        {
            Fit(hours, cells, position => position % season.Inner, position => days[position / season.Inner]);
            Fit(days, cells, position => position / season.Inner, position => hours[position % season.Inner]);
        }
        return [.. Enumerable.Range(0, cells.Length).Select(position => hours[position % season.Inner] + days[position / season.Inner])];
    }

    static void Fit(double[] indices, Cell[] cells, Func<int, int> indexOf, Func<int, double> other)
    {
        var counts = new int[indices.Length];
        Array.Clear(indices);
        for (var position = 0; position < cells.Length; position++)
        {
            indices[indexOf(position)] += cells[position].Count * (cells[position].Mean - other(position));
            counts[indexOf(position)] += cells[position].Count;
        }
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] /= Math.Max(1, counts[i]);
        }
    }

    /// <summary>Noise alone makes the differences as large as the means' own variances; only the share beyond that is kept.</summary>
    static void Refine(double[] indices, Cell[] cells)
    {
        var (differences, noise) = (0.0, 0.0);
        for (var position = 0; position < cells.Length; position++)
        {
            if (cells[position].Count > 1)
            {
                var difference = cells[position].Mean - indices[position];
                differences += difference * difference;
                noise += cells[position].VarianceOfMean;
            }
        }
        var share = differences > 0 ? Math.Max(0, 1 - noise / differences) : 0;
        for (var position = 0; position < cells.Length; position++)
        {
            indices[position] += cells[position].Count > 1 ? share * (cells[position].Mean - indices[position]) : 0;
        }
    }

    /// <summary>Count, mean and spread of the values at one position (Welford 1962).</summary>
    struct Cell
    {
        double squares;

        public int Count { get; private set; }

        public double Mean { get; private set; }

        public readonly double VarianceOfMean => squares / (Count - 1) / Count;

        public void Add(double value)
        {
            Count++;
            var difference = value - Mean;
            Mean += difference / Count;
            squares += difference * (value - Mean);
        }
    }
}
