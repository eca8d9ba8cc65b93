namespace GadgetSales.Cli.Forecasting;

/// <summary>Reads tasks in chunks, one a line; empty lines are skipped but counted.</summary>
internal sealed class TaskReader(StreamReader reader)
{
    readonly Dictionary<string, int> lineOfId = new(StringComparer.Ordinal);
    int number;

    /// <summary>At most <paramref name="size"/> tasks; none at the end of the file.</summary>
    /// <exception cref="TaskFileException">The first line that breaks the format.</exception>
    public async Task<List<ForecastTask>> ReadAsync(int size, CancellationToken cancellationToken)
    {
        var tasks = new List<ForecastTask>(size);
        while (tasks.Count < size && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }
            var task = ForecastTask.Parse(line, number);
            if (!lineOfId.TryAdd(task.Id, number))
            {
                throw new TaskFileException(number, $"field \"id\" repeats \"{task.Id}\" of line {lineOfId[task.Id]}");
            }
            tasks.Add(task);
        }
        return tasks;
    }
}
