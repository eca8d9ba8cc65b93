using System.Globalization;
using System.Text;
using GadgetSales.Projections;

namespace GadgetSales.Cli.Forecasting;

/// <summary>
/// Projects every task of a file. The forecasts stand in the order of the tasks, and the output file appears whole or not at all.
/// </summary>
/// <param name="point">Which of the two points becomes the column.</param>
internal sealed class ForecastRun(FileInfo input, FileInfo output, double level, int parallel, ForecastPoint point = ForecastPoint.Median)
{
    const int ChunkSize = 256;

    /// <param name="progress">Told the share of the input that is done, 0 to 1.</param>
    /// <returns>How many series were projected.</returns>
    /// <exception cref="TaskFileException">A line breaks the format, or an id comes twice.</exception>
    /// <exception cref="IOException">The input cannot be read or the output not written.</exception>
    public async Task<int> RunAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var unfinished = $"{output.FullName}.unfinished";
        try
        {
            var count = await ProjectAsync(unfinished, progress, cancellationToken);
            File.Move(unfinished, output.FullName, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    async Task<int> ProjectAsync(string path, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await using var source = input.OpenRead();
        using var reader = CompressibleFile.Read(source);
        await using var target = File.Create(path);
        await using var writer = CompressibleFile.Write(target, output.Name);
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"series_id,h,point,lo{level},hi{level}"));
        var tasks = new TaskReader(reader);
        var count = 0;
        while (await tasks.ReadAsync(ChunkSize, cancellationToken) is { Count: > 0 } chunk)
        {
            var rows = new string[chunk.Count];
            Parallel.For(
                0, chunk.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
                i => rows[i] = Rows(chunk[i], cancellationToken));
            foreach (var text in rows)
            {
                await writer.WriteAsync(text.AsMemory(), cancellationToken);
            }
            count += chunk.Count;
            progress.Report(source.Length == 0 ? 1 : (double)source.Position / source.Length);
        }
        return count;
    }

    string Rows(ForecastTask task, CancellationToken cancellationToken)
    {
        var nonNegative = task.Values.All(value => value >= 0);
        var result = Forecaster.Forecast(new(task.Values, task.Periods, task.Horizon, [level], nonNegative), cancellationToken);
        var interval = result.Intervals[0];
        var points = point == ForecastPoint.Mean ? result.Points : result.Median;
        var rows = new StringBuilder();
        for (var j = 0; j < task.Horizon; j++)
        {
            rows.Append(
                CultureInfo.InvariantCulture, $"{Quoted(task.Id)},{j + 1},{points[j]},{interval.Lower[j]},{interval.Upper[j]}\n");
        }
        return rows.ToString();
    }

    static string Quoted(string id) => id.AsSpan().IndexOfAny(",\"\r\n") < 0 ? id : $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
