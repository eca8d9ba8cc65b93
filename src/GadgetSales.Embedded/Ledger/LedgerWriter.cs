using System.Diagnostics;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// The one thread that records. It takes whatever waits, writes it in one transaction and syncs once (group commit), so the cost of the disk is shared
/// by everyone who came while the previous commit ran. A failed commit fails its whole group; the next group tries again on a fresh connection.
/// </summary>
sealed class LedgerWriter : IDisposable
{
    readonly string _path;
    readonly int _commitCapacity;
    readonly WalCheckpointer _checkpointer;
    readonly LedgerMetrics _metrics;
    readonly ILogger _logger;
    readonly Action<SqliteDatabase>? _onOpened;
    Thread? _thread;
    WriteSession? _session;
    string? _failure;

    /// <param name="path">The ledger's file.</param>
    /// <param name="options">How much may wait, and how much goes into one commit.</param>
    /// <param name="metrics">Told of every commit and failure.</param>
    /// <param name="logger">The ledger's.</param>
    /// <param name="onOpened">Runs on each new connection that writes; null for nothing.</param>
    public LedgerWriter(string path, EmbeddedOptions options, LedgerMetrics metrics, ILogger logger, Action<SqliteDatabase>? onOpened)
    {
        _path = path;
        _commitCapacity = options.LedgerCommitCapacity;
        _checkpointer = new WalCheckpointer(path, options.LedgerWalMegabytes, logger);
        _metrics = metrics;
        _logger = logger;
        _onOpened = onOpened;
        Queue = new AppendQueue(options.LedgerQueueCapacity, options.LedgerQueueMegabytes * 1024L * 1024);
    }

    /// <summary>What waits for the next commit.</summary>
    public AppendQueue Queue { get; }

    /// <summary>What the latest commits recorded.</summary>
    public RecentEntries Recent { get; } = new();

    /// <summary>Why the last commit failed; null while commits succeed.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Opens the file for writing: one that cannot be written is found before anyone is served.</summary>
    public void Open() => _session = OpenSession();

    public void Start(RecordingClock clock)
    {
        _checkpointer.Start();
        _thread = new Thread(() => Run(clock)) { Name = "ledger writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Takes no more sales and records those that wait.</summary>
    public void Stop()
    {
        Queue.Close();
        _thread?.Join();
        _checkpointer.Dispose();
    }

    /// <summary>Lets go of the file. The last connection to do so empties the log into it.</summary>
    public void Dispose()
    {
        Stop();
        _session?.Dispose();
    }

    WriteSession OpenSession()
    {
        var database = LedgerSchema.OpenForWriting(_path);
        try
        {
            _onOpened?.Invoke(database);
            return new WriteSession(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    void Run(RecordingClock clock)
    {
        var group = new List<AppendRequest>();
        while (Queue.Take(group, _commitCapacity))
        {
            try
            {
                Record(group, clock);
                Complete([.. group], failure: null);
            }
            catch (Exception error)
            {
                Complete([.. group], Fail(error));
            }

            group.Clear();
            FinishCheckpoint();
        }
    }

    void Record(List<AppendRequest> group, RecordingClock clock)
    {
        var started = Stopwatch.GetTimestamp();
        var session = _session ??= OpenSession();
        session.Begin();
        clock.Read();
        var sales = 0;
        foreach (var request in group)
        {
            foreach (var sale in request.Sales)
            {
                session.Append(sale, clock);
                sales++;
            }
        }

        session.Commit();
        Recent.Add(group);
        _checkpointer.Written(session.TakePagesWritten());
        var elapsed = Stopwatch.GetElapsedTime(started);
        _metrics.Committed(sales, elapsed);
        LedgerLog.Committed(_logger, sales, elapsed.TotalMilliseconds);
        if (_failure is not null)
        {
            Volatile.Write(ref _failure, null);
            LedgerLog.Recovered(_logger, _path);
        }
    }

    Exception Fail(Exception error)
    {
        // Whatever the connection thinks it holds after a failure is not trusted: closing it rolls back.
        _session?.Dispose();
        _session = null;
        if (error is not SqliteFailure failure)
        {
            _metrics.Failed("internal");
            LedgerLog.CommitBroke(_logger, error);
            return error;
        }

        var unavailable = StorageFailure.ToException(failure, _path);
        _metrics.Failed(unavailable.Code);
        if (_failure is null)
        {
            LedgerLog.CommitFailed(_logger, unavailable.Code, unavailable.Message, failure);
        }

        Volatile.Write(ref _failure, unavailable.Message);
        return unavailable;
    }

    void FinishCheckpoint()
    {
        if (!_checkpointer.WantsFinish || _session is null)
        {
            return;
        }

        try
        {
            if (_session.TryCheckpoint())
            {
                _checkpointer.Finished();
            }
        }
        catch (SqliteFailure failure)
        {
            LedgerLog.CheckpointFailed(_logger, failure.Message);
        }
    }

    // One work item a group: the next commit starts at once, and what the callers do with their answers runs elsewhere.
    static void Complete(AppendRequest[] group, Exception? failure) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                foreach (var request in state.Group)
                {
                    if (state.Failure is null)
                    {
                        request.TrySetResult();
                    }
                    else
                    {
                        request.TrySetException(state.Failure);
                    }
                }
            },
            (Group: group, Failure: failure),
            preferLocal: false);
}
