using GadgetSales.Cli.Api;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using GadgetSales.Import;
using GadgetSales.Import.Preview;
using GadgetSales.Import.Reading;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>One import: the file is read and explained, then posted, then summed up.</summary>
sealed class ImportRun(ImportSettings settings, ImportOptions options, SalesClient client, Terminal terminal)
{
    readonly SaleCounts _counts = new();
    readonly ImportCounts _rows = new();

    /// <summary>0 when every sale is recorded, 1 when some were rejected or in conflict; of a dry run, what the import would end with.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var file = Open();
        using var import = new SalesImport(file, settings, terminal.Time);
        var plan = await PlanAsync(import, cancellationToken);
        PlanView.Explain(terminal.Error, plan);
        if (options.DryRun)
        {
            PlanView.Preview(terminal.Out, plan);
        }

        if (plan.Refusals.Count > 0)
        {
            throw CommandFailedException.Usage(string.Join('\n', [.. plan.Refusals, "Nothing was recorded."]));
        }

        return !options.DryRun ? await PostAsync(import, cancellationToken)
            : plan.FaultyRows > 0 ? ExitCode.SomeRejected
            : ExitCode.Success;
    }

    async Task<int> PostAsync(SalesImport import, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(cancellationToken) is { } reason)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} cannot be reached: {reason}. Start the service, or give its address with --api.");
        }

        using var rejected = new RejectedFile(RejectedFile.For(options, import.IsJson), import.Header, settings.Encoding is not null);
        using var recorded = RecordedFile.Begin(options, rejected.Path, terminal.Time);
        var started = terminal.Time.GetTimestamp();
        var poster = new SalePoster(client, _counts, (sale, reason) => rejected.Add(sale.Lines, reason), options.InFlight, recorded.Add);
        var progress = new ProgressView(terminal, () => Fraction(import), () => _counts.Text(terminal.Time.GetElapsedTime(started)));
        try
        {
            await progress.ShowAsync(() => poster.PostAsync(Pending(import, rejected, cancellationToken), options.BatchSize, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Stopped. What was recorded is safe: run the same command again to go on.");
            Summarise(started, rejected, recorded);
            throw;
        }

        Summarise(started, rejected, recorded);
        return _counts.RejectedLines == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }

    ImportFile Open()
    {
        try
        {
            return options.File != "-" ? ImportFile.At(options.File)
                : settings.Check ? ImportFile.Kept("standard input", terminal.OpenInput())
                : ImportFile.Once("standard input", terminal.OpenInput());
        }
        catch (IOException error)
        {
            throw new CommandFailedException(ExitCode.Usage, $"Standard input cannot be kept in {Path.GetTempPath()}: {error.Message} Give a file, or --no-check.", error);
        }
    }

    async Task<ImportPlan> PlanAsync(SalesImport import, CancellationToken cancellationToken)
    {
        ImportPlan? plan = null;
        var progress = new ProgressView(terminal, () => import.Fraction, () => "reading");
        try
        {
            await progress.ShowAsync(() => Task.Run(() => plan = import.Plan(cancellationToken), CancellationToken.None));
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Stopped while reading: nothing was recorded.");
            throw;
        }

        return plan!;
    }

    IEnumerable<PendingSale> Pending(SalesImport import, RejectedFile rejected, CancellationToken cancellationToken)
    {
        foreach (var receipt in import.Read(_rows, cancellationToken))
        {
            _counts.AddSale();
            if (receipt.Fault is { } fault)
            {
                rejected.Add(receipt.Lines, fault);
                _counts.AddRejected(receipt.Lines.Count);
            }
            else
            {
                yield return new PendingSale(receipt.Json, receipt.Lines) { Sale = receipt.Sale };
            }
        }
    }

    /// <summary>Lines wait for their sale's other lines, so reading runs ahead of posting.</summary>
    double? Fraction(SalesImport import) => import.Fraction is not { } read ? null : _counts.Sales == 0 ? 0 : read * _counts.Done / _counts.Sales;

    void Summarise(long started, RejectedFile rejected, RecordedFile recorded) =>
        ImportSummary.Write(terminal, _rows, _counts, client.Retries, terminal.Time.GetElapsedTime(started), rejected.Path, recorded);
}
