using System.Collections.Concurrent;
using System.Threading.Channels;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Posting;

/// <summary>
/// Posts sales in batches, some at the same time, and counts what became of each. A void that overtakes its sale is told apart by the service
/// (retryable) and posted again when the others are through.
/// </summary>
sealed class SalePoster(SalesClient client, SaleCounts counts, Action<PendingSale, string> reject, int inFlight, Action<IReadOnlyList<PendingSale>>? recorded = null)
{
    /// <summary>More than this would not fit in memory in the end; the rest is rejected and can be imported again.</summary>
    const int MostDeferred = 50_000;

    readonly ConcurrentQueue<PendingSale> _deferred = new();

    /// <exception cref="CommandFailedException">The service cannot be reached or refuses the caller, or reading failed.</exception>
    internal async Task PostAsync(IEnumerable<PendingSale> sales, int batchSize, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(inFlight) { SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(sales, batchSize, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(batches.Reader.ReadAllAsync(stop.Token), options, async (batch, token) => await PostAsync(batch, mayDefer: true, token));
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        await PostDeferredAsync(batchSize, cancellationToken);
    }

    static async Task ReadAsync(IEnumerable<PendingSale> sales, int batchSize, ChannelWriter<Batch> batches, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var batch in Batches.Of(sales, batchSize))
            {
                await batches.WriteAsync(batch, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception error)
        {
            // The reader of the channel rethrows it.
            batches.TryComplete(error);
        }
    }

    /// <summary>Rounds without progress end it: an original that is not there will not come from here.</summary>
    async Task PostDeferredAsync(int batchSize, CancellationToken cancellationToken)
    {
        for (var before = int.MaxValue; !_deferred.IsEmpty;)
        {
            var round = _deferred.ToArray();
            _deferred.Clear();
            var progress = round.Length < before;
            before = round.Length;
            foreach (var batch in Batches.Of(round, batchSize))
            {
                await PostAsync(batch, progress, cancellationToken);
            }
        }
    }

    async Task PostAsync(Batch batch, bool mayDefer, CancellationToken cancellationToken)
    {
        switch (await client.PostBatchAsync(batch.Body, cancellationToken))
        {
            case BatchAnswer.Taken taken when taken.Results.Count == batch.Sales.Count:
                recorded?.Invoke([.. taken.Results.Where(result => result.Status == SaleStatus.Recorded).Select(result => batch.Sales[result.Index])]);
                foreach (var result in taken.Results)
                {
                    Count(batch.Sales[result.Index], result, mayDefer);
                }

                break;
            case BatchAnswer.Refused { Status: 413 } when batch.Sales.Count > 1:
                foreach (var half in Batches.Of(batch.Sales, (batch.Sales.Count + 1) / 2))
                {
                    await PostAsync(half, mayDefer, cancellationToken);
                }

                break;
            case BatchAnswer.Refused refused:
                throw new CommandFailedException(ExitCode.Unreachable, Explain(refused));
            case BatchAnswer.Unreachable unreachable:
                throw new CommandFailedException(
                    ExitCode.Unreachable,
                    $"{client.Address} {unreachable.Reason}. What was recorded is safe: run the same command again to go on.");
            default:
                throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} answered for other sales than were sent: is it GadgetSales?");
        }
    }

    string Explain(BatchAnswer.Refused refused)
    {
        var fix = refused.Status is 401 or 403 ? $" Give a key with the scope sales:write in --key or {ApiOptions.KeyVariable}." : "";
        return $"{client.Address} refuses the sales with {refused.Status}: {refused.Problem.Summary()}.{fix}";
    }

    void Count(PendingSale sale, SaleResult result, bool mayDefer)
    {
        switch (result.Status)
        {
            case SaleStatus.Recorded:
                counts.AddRecorded();
                break;
            case SaleStatus.Replayed:
                counts.AddReplayed();
                break;
            case SaleStatus.Rejected when mayDefer && result.Problem is { Retryable: true } && _deferred.Count < MostDeferred:
                _deferred.Enqueue(sale);
                break;
            case SaleStatus.Conflict:
                reject(sale, result.Problem?.Summary() ?? "conflict");
                counts.AddConflict(sale.Lines.Count);
                break;
            default:
                reject(sale, result.Problem?.Summary() ?? "rejected");
                counts.AddRejected(sale.Lines.Count);
                break;
        }
    }
}
