using System.Diagnostics.Metrics;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// The ledger in one SQLite file, with a write-ahead log that is synced before any sale in it is acknowledged.
/// Works between <see cref="StartAsync"/> and <see cref="StopAsync"/>, as a hosted service.
/// </summary>
public sealed class SqliteLedger(IOptions<EmbeddedOptions> options, TimeProvider time, IMeterFactory meters, ILogger<SqliteLedger> logger)
    : ISalesLedger, ISaleLinks, IFeedSource, IHostedService, IAsyncDisposable
{
    static readonly TimeSpan OverloadLogInterval = TimeSpan.FromSeconds(10);

    readonly LedgerMetrics _metrics = new(meters);
    OpenLedger? _open;
    long _overloadLogged;

    /// <summary>Runs on each new connection of the writer: with it a test makes the disk small.</summary>
    internal Action<SqliteDatabase>? OnWriterOpened { get; init; }

    /// <summary>Sales that no commit has taken yet.</summary>
    internal int Waiting => Opened.Writer.Queue.WaitingSales;

    /// <summary>The latest entries, in memory.</summary>
    internal RecentEntries Recent => Opened.Writer.Recent;

    /// <summary>The file, while it can be used.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger is not started, or stopped.</exception>
    internal string OpenPath => Opened.Path;

    OpenLedger Opened => Volatile.Read(ref _open) ?? throw Stopped();

    /// <exception cref="EmbeddedStoreException">The data directory or the ledger in it cannot serve; the message says what to do.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var path = Path.GetFullPath(settings.LedgerPath);
        var writer = new LedgerWriter(path, settings, _metrics, logger, OnWriterOpened);
        _metrics.Watch(() => writer.Queue.WaitingSales);
        _open = OpenLedger.Open(path, writer, time, logger);
        return Task.CompletedTask;
    }

    /// <summary>Records what waits, then closes. Offers that come later are unavailable.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _open, null) is { } open ? Task.Run(open.Dispose, CancellationToken.None) : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    public async ValueTask<AppendOutcome> AppendAsync(Sale sale, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var offered = OfferedSale.Prepare(sale);
        await RecordAsync([offered], cancellationToken);
        return Answer(offered);
    }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendBatchAsync(IReadOnlyList<Sale> sales, CancellationToken cancellationToken)
    {
        if (sales.Count == 0)
        {
            return [];
        }

        var offered = new OfferedSale[sales.Count];
        for (var index = 0; index < offered.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            offered[index] = OfferedSale.Prepare(sales[index]);
        }

        await RecordAsync(offered, cancellationToken);
        return Array.ConvertAll(offered, Answer);
    }

    public ValueTask<RecordedSale?> FindAsync(string saleId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Opened.Reader.Find(saleId));
    }

    ValueTask<SaleLinks> ISaleLinks.FindAsync(string saleId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Opened.Reader.FindLinks(saleId));
    }

    public ValueTask<SalePage> ListAsync(string storeId, DateOnly businessDate, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Opened.Reader.List(storeId, businessDate, cursor, limit, cancellationToken));
    }

    public ValueTask<SalePage> FindExternalAsync(
        string externalId, IReadOnlySet<string>? stores, string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Opened.Reader.FindExternal(externalId, stores, cursor, limit, cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>What was recorded a moment ago comes from memory, everything else from the file. Whoever reads after a position has what is before it.</remarks>
    public ValueTask<IReadOnlyList<LedgerEntry>> ReadAfterAsync(FeedPosition position, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var open = Opened;
        return ValueTask.FromResult(open.Writer.Recent.TakeAfter(position, max) is { Count: > 0 } recent ? recent : open.Reader.ReadAfter(position, max, cancellationToken));
    }

    /// <inheritdoc cref="LedgerReader.ReadHead"/>
    public ValueTask<FeedPosition> ReadHeadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Opened.Reader.ReadHead());
    }

    /// <inheritdoc/>
    public string? WriteFailure => Volatile.Read(ref _open)?.Writer.Failure;

    static LedgerUnavailableException Stopped() =>
        new("ledger_stopped", "The service is starting or stopping: try again shortly.", TimeSpan.FromSeconds(5));

    async Task RecordAsync(OfferedSale[] sales, CancellationToken cancellationToken)
    {
        _metrics.Received(sales.Length);
        var request = new AppendRequest(sales);
        switch (Opened.Writer.Queue.Offer(request))
        {
            case Admission.Full:
                throw Overloaded();
            case Admission.Closed:
                throw Stopped();
            default:
                await request.Task.WaitAsync(cancellationToken);
                break;
        }
    }

    AppendOutcome Answer(OfferedSale offered)
    {
        var outcome = offered.ToOutcome();
        _metrics.Answered(outcome);
        return outcome;
    }

    LedgerUnavailableException Overloaded()
    {
        const string Code = "ledger_overloaded";
        _metrics.Failed(Code);
        var now = time.GetTimestamp();
        var logged = Volatile.Read(ref _overloadLogged);
        if ((logged == 0 || time.GetElapsedTime(logged, now) >= OverloadLogInterval)
            && Interlocked.CompareExchange(ref _overloadLogged, now, logged) == logged)
        {
            LedgerLog.Overloaded(logger, options.Value.LedgerQueueCapacity, options.Value.LedgerQueueMegabytes);
        }

        return new LedgerUnavailableException(Code, "More sales arrive than the disk can take: try again in a second.", TimeSpan.FromSeconds(1));
    }
}
