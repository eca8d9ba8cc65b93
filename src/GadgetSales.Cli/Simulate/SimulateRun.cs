using GadgetSales.Cli.Api;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;
using GadgetSales.Import.Reading;
using Spectre.Console;

namespace GadgetSales.Cli.Simulate;

/// <summary>Posts a simulated chain's history in batches, then its sales one by one as they happen.</summary>
sealed class SimulateRun(SimulateSettings settings, SalesClient client, Terminal terminal)
{
    const int BatchSize = 500;
    const int BatchesInFlight = 4;
    const int SalesInFlight = 64;
    const int MostComplaints = 10;

    readonly Simulator _chain = new(settings.Chain);
    readonly SaleCounts _counts = new();
    int _complaints;

    /// <summary>0 when every sale is recorded, 1 when some were rejected or in conflict. Cancelling the live sales is their ordinary end.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await client.FindAsync(cancellationToken) is { } reason)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} cannot be reached: {reason}. Start the service, or give its address with --api.");
        }

        var now = terminal.Time.GetUtcNow();
        var first = settings.Backfill > TimeSpan.Zero ? DateOnly.FromDateTime((now - settings.Backfill).UtcDateTime) : (DateOnly?)null;
        if (first is { } day)
        {
            await ShowAsync($"backfill from {day:yyyy-MM-dd}", () => BackfillAsync(day, now, cancellationToken));
        }

        if (settings.Duration != TimeSpan.Zero)
        {
            await ShowAsync("live", () => LiveAsync(now, first, cancellationToken));
        }

        return _counts.Conflicts + _counts.Rejected == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }

    Task BackfillAsync(DateOnly first, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var sales = _chain.Backfill(first, until).Select(sale =>
        {
            _counts.AddSale();
            return PendingSale.Of(sale, [new SourceLine(0, sale.SaleId)]);
        });
        return new SalePoster(client, _counts, Complain, BatchesInFlight).PostAsync(sales, BatchSize, cancellationToken);
    }

    async Task LiveAsync(DateTimeOffset after, DateOnly? knownSince, CancellationToken cancellationToken)
    {
        using var timer = settings.Duration is { } duration ? new CancellationTokenSource(duration, terminal.Time) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var sales = settings.PerSecond is { } rate
            ? _chain.SteadyAsync(rate, terminal.Time, both.Token)
            : _chain.LiveAsync(after, knownSince, terminal.Time, both.Token);
        // Without a token of its own: what is on its way when the end comes is still posted and counted.
        await Parallel.ForEachAsync(UntilCancelled(sales), new ParallelOptions { MaxDegreeOfParallelism = SalesInFlight }, PostAsync);
    }

    /// <summary>The end of the duration and Ctrl-C are how live sales end.</summary>
    static async IAsyncEnumerable<Sale> UntilCancelled(IAsyncEnumerable<Sale> sales)
    {
        await using var each = sales.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await each.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return each.Current;
        }
    }

    async ValueTask PostAsync(Sale sale, CancellationToken cancellationToken)
    {
        _counts.AddSale();
        var pending = PendingSale.Of(sale, [new SourceLine(0, sale.SaleId)]);
        switch (await client.PostSaleAsync(pending.Json, cancellationToken))
        {
            case SaleAnswer.Taken { Status: SaleStatus.Recorded }:
                _counts.AddRecorded();
                break;
            case SaleAnswer.Taken { Status: SaleStatus.Replayed }:
                _counts.AddReplayed();
                break;
            case SaleAnswer.Taken { Status: SaleStatus.Conflict } conflict:
                Complain(pending, conflict.Problem!.Summary());
                _counts.AddConflict(1);
                break;
            case SaleAnswer.Taken rejected:
                Complain(pending, rejected.Problem!.Summary());
                _counts.AddRejected(1);
                break;
            case SaleAnswer.Unreachable unreachable:
                throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} {unreachable.Reason}.");
        }
    }

    async Task ShowAsync(string what, Func<Task> work)
    {
        var before = _counts.Done;
        var started = terminal.Time.GetTimestamp();
        TimeSpan Elapsed() => terminal.Time.GetElapsedTime(started);
        await new ProgressView(terminal, () => null, () => $"{what}: {Numbers.Text(_counts.Done - before)} sales  {Numbers.Rate(_counts.Done - before, Elapsed())}").ShowAsync(work);
        terminal.Out.WriteLine(
            $"{what}: {Numbers.Text(_counts.Done - before)} sales in {Numbers.Text(Elapsed())} ({Numbers.Rate(_counts.Done - before, Elapsed())}); "
            + $"so far {Numbers.Text(_counts.Recorded)} recorded, {Numbers.Text(_counts.Replayed)} replayed, {Numbers.Text(_counts.Conflicts)} conflicts, {Numbers.Text(_counts.Rejected)} rejected");
    }

    void Complain(PendingSale sale, string reason)
    {
        if (Interlocked.Increment(ref _complaints) <= MostComplaints)
        {
            terminal.Error.WriteLine($"{sale.Lines[0].Text}: {reason}");
        }
    }
}
