using System.Diagnostics;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// The one thread that records. It takes whatever waits, writes it in one transaction and syncs once (group commit), so the cost of the disk is shared
/// by everyone who came while the previous commit ran. A failed commit fails its whole group; the next group tries again on a fresh connection.
/// </summary>
sealed class LedgerWriter : IDisposable
{
    readonly LedgerParts _parts;
    readonly RecordingClock _clock;
    readonly Thread _thread;
    WriteSession? _session;
    string? _failure;

    public LedgerWriter(LedgerParts parts, WriteSession session, RecordingClock clock)
    {
        _parts = parts;
        _session = session;
        _clock = clock;
        _thread = new Thread(Run) { Name = "ledger writer", IsBackground = true };
    }

    /// <summary>Why the last commit failed; null while commits succeed.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    public void Start() => _thread.Start();

    /// <summary>Waits until the closed queue is written out.</summary>
    public void Join() => _thread.Join();

    public void Dispose() => _session?.Dispose();

    void Run()
    {
        var group = new List<AppendRequest>();
        while (_parts.Queue.Take(group, _parts.CommitCapacity))
        {
            try
            {
                Record(group);
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

    void Record(List<AppendRequest> group)
    {
        var started = Stopwatch.GetTimestamp();
        var session = _session ??= _parts.OpenSession();
        session.Begin();
        _clock.Read();
        var sales = 0;
        foreach (var request in group)
        {
            foreach (var sale in request.Sales)
            {
                session.Append(sale, _clock);
                sales++;
            }
        }

        session.Commit();
        _parts.Recent.Add(group);
        _parts.Checkpointer.Written(session.TakePagesWritten());
        var elapsed = Stopwatch.GetElapsedTime(started);
        _parts.Metrics.Committed(sales, elapsed);
        LedgerLog.Committed(_parts.Logger, sales, elapsed.TotalMilliseconds);
        if (_failure is not null)
        {
            Volatile.Write(ref _failure, null);
            LedgerLog.Recovered(_parts.Logger, _parts.Path);
        }
    }

    Exception Fail(Exception error)
    {
        // Whatever the connection thinks it holds after a failure is not trusted: closing it rolls back.
        _session?.Dispose();
        _session = null;
        if (error is not SqliteFailure failure)
        {
            _parts.Metrics.Failed("internal");
            LedgerLog.CommitBroke(_parts.Logger, error);
            return error;
        }

        var unavailable = StorageFailure.ToException(failure, _parts.Path);
        _parts.Metrics.Failed(unavailable.Code);
        if (_failure is null)
        {
            LedgerLog.CommitFailed(_parts.Logger, unavailable.Code, unavailable.Message, failure);
        }

        Volatile.Write(ref _failure, unavailable.Message);
        return unavailable;
    }

    void FinishCheckpoint()
    {
        if (!_parts.Checkpointer.WantsFinish || _session is null)
        {
            return;
        }

        try
        {
            if (_session.TryCheckpoint())
            {
                _parts.Checkpointer.Finished();
            }
        }
        catch (SqliteFailure failure)
        {
            LedgerLog.CheckpointFailed(_parts.Logger, failure.Message);
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
