using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// Copies the write-ahead log into the database file beside the writer, so that no acknowledgement waits for it. The log can only start afresh when all
/// of it is copied, which under steady load never happens by itself; once the log passes its limit the writer copies the small rest between two commits.
/// An idle log is emptied.
/// </summary>
sealed class WalCheckpointer : IDisposable
{
    const int PageBytes = 4096;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    readonly string _path;
    readonly ILogger _logger;
    readonly long _limitPages;
    readonly Thread _thread;
    readonly AutoResetEvent _wake = new(initialState: false);
    SqliteDatabase? _database;
    long _written;
    long _copied;
    volatile bool _wantsFinish;
    volatile bool _stopping;
    bool _failing;

    public WalCheckpointer(string path, int limitMegabytes, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _limitPages = limitMegabytes * 1024L * 1024 / PageBytes;
        _thread = new Thread(Run) { Name = "ledger checkpoints", IsBackground = true };
    }

    /// <summary>The log is over its limit and nearly copied: the writer should copy the rest now.</summary>
    public bool WantsFinish => _wantsFinish;

    public void Start() => _thread.Start();

    /// <summary>The writer appended pages to the log.</summary>
    public void Written(int pages)
    {
        if (Interlocked.Add(ref _written, pages) - Interlocked.Read(ref _copied) >= _limitPages / 4)
        {
            _wake.Set();
        }
    }

    /// <summary>The writer copied the rest.</summary>
    public void Finished() => _wantsFinish = false;

    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _database?.Dispose();
        _wake.Dispose();
    }

    void Run()
    {
        var quiet = TimeSpan.Zero;
        long seen = 0;
        while (!_stopping)
        {
            var woken = _wake.WaitOne(Interval);
            var written = Interlocked.Read(ref _written);
            quiet = written == seen ? quiet + Interval : TimeSpan.Zero;
            seen = written;
            if (_stopping)
            {
                return;
            }

            try
            {
                if (woken || (quiet > TimeSpan.Zero && written > _copied))
                {
                    Copy(written);
                }
                else if (quiet >= Idle)
                {
                    Empty();
                }

                _failing = false;
            }
            catch (SqliteFailure failure)
            {
                Forget(failure);
            }
        }
    }

    // Seldom under load: a page that many commits wrote is copied once.
    void Copy(long written)
    {
        _ = Database().TryCheckpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out _);
        Interlocked.Exchange(ref _copied, written);
        _wantsFinish = inLog >= _limitPages;
    }

    void Empty()
    {
        if (new FileInfo(_path + "-wal") is { Exists: true, Length: > 0 })
        {
            _ = Database().TryCheckpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        }
    }

    SqliteDatabase Database()
    {
        if (_database is null)
        {
            _database = LedgerSchema.OpenForWriting(_path);
            _database.Execute("PRAGMA busy_timeout = 0"); // a checkpoint never makes anyone wait: the next pass tries again
        }

        return _database;
    }

    void Forget(SqliteFailure failure)
    {
        _database?.Dispose();
        _database = null;
        if (!_failing)
        {
            _failing = true;
            LedgerLog.CheckpointFailed(_logger, failure.Message);
        }
    }
}
