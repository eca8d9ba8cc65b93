using CsvHelper;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>One import, from the file to the summary.</summary>
sealed class ImportRun(ImportSettings settings, SalesClient client, Terminal terminal)
{
    readonly SaleCounts _counts = new();

    /// <summary>0 when every sale is recorded, 1 when some were rejected or in conflict.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var file = InputFile.Open(settings, terminal);
        using var rejected = new RejectedFile(RejectedFile.For(settings, file.IsNdjson));
        using var csv = file.IsNdjson ? null : Fail(() => new CsvSource(file, settings, _counts, rejected));
        var sales = csv is null ? new NdjsonSource(file, _counts, rejected, terminal.Time).Read(cancellationToken) : csv.Read(cancellationToken);
        if (csv is not null)
        {
            Describe(csv.Columns);
        }

        if (await client.FindAsync(cancellationToken) is { } reason)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} cannot be reached: {reason}. Start the service, or give its address with --api.");
        }

        var started = terminal.Time.GetTimestamp();
        var poster = new SalePoster(client, _counts, (sale, reason) => rejected.Add(sale.Lines, reason), settings.InFlight);
        var progress = new ProgressView(terminal, () => Fraction(file), () => _counts.Text(terminal.Time.GetElapsedTime(started)));
        await progress.ShowAsync(() => poster.PostAsync(Checked(sales), settings.BatchSize, cancellationToken));
        ImportSummary.Write(terminal, _counts, client.Retries, terminal.Time.GetElapsedTime(started), rejected.Path);
        return _counts.RejectedLines == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }

    /// <summary>Lines wait for their sale's other lines, so reading runs ahead of posting.</summary>
    double? Fraction(InputFile file) => file.Length is not { } length ? null
        : _counts.Sales == 0 ? 0
        : (double)file.Position / length * _counts.Done / _counts.Sales;

    void Describe(ColumnMapping columns)
    {
        foreach (var (field, source) in columns.Describe())
        {
            terminal.Error.WriteLine($"  {field,-16} {source}");
        }
    }

    /// <summary>A damaged file ends the command with a message; what was posted before is safe.</summary>
    IEnumerable<PendingSale> Checked(IEnumerable<PendingSale> sales)
    {
        using var each = sales.GetEnumerator();
        while (Fail(each.MoveNext))
        {
            yield return each.Current;
        }
    }

    T Fail<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or CsvFormatException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{settings.File} is damaged after line {_counts.Lines}: {error.Message}", error);
        }
    }
}
