using GadgetSales.Core.Feed;

namespace GadgetSales.Embedded.Ledger;

/// <summary>The running parts of a started ledger, in the order in which they depend on each other.</summary>
sealed class OpenLedger : IDisposable
{
    readonly LedgerParts _parts;
    readonly LedgerLock _lock;
    readonly LedgerWriter _writer;

    OpenLedger(LedgerLock ledgerLock, LedgerReader reader, LedgerParts parts, LedgerWriter writer)
    {
        _lock = ledgerLock;
        Reader = reader;
        _parts = parts;
        _writer = writer;
    }

    public LedgerReader Reader { get; }

    public AppendQueue Queue => _parts.Queue;

    public RecentEntries Recent => _parts.Recent;

    public string? WriteFailure => _writer.Failure;

    /// <exception cref="EmbeddedStoreException">The folder or the file cannot serve.</exception>
    public static OpenLedger Open(LedgerParts parts, TimeProvider time)
    {
        DataDirectory.Prepare(Path.GetDirectoryName(parts.Path)!);
        var opened = new Stack<IDisposable>();
        try
        {
            var ledgerLock = Keep(opened, LedgerLock.Acquire(parts.Path));
            using (var database = LedgerSchema.OpenForWriting(parts.Path))
            {
                LedgerSchema.Ensure(database, parts.Path);
            }

            var session = Keep(opened, parts.OpenSession());
            var reader = Keep(opened, LedgerReader.Open(parts.Path));
            var head = reader.ReadHead();
            var writer = new LedgerWriter(parts, session, new RecordingClock(time, LastRecordedAt(reader, head)));
            LedgerLog.Opened(parts.Logger, parts.Path, head.Sequence, SqliteDatabase.Version);
            parts.Checkpointer.Start();
            writer.Start();
            return new OpenLedger(ledgerLock, reader, parts, writer);
        }
        catch (Exception error)
        {
            while (opened.TryPop(out var part))
            {
                part.Dispose();
            }

            if (error is SqliteFailure failure)
            {
                throw new EmbeddedStoreException(StorageFailure.ToException(failure, parts.Path).Message, failure);
            }

            throw;
        }
    }

    /// <summary>Records what waits, empties the log into the file and lets go of it.</summary>
    public void Dispose()
    {
        var waiting = Queue.WaitingSales;
        Queue.Close();
        _writer.Join();
        _parts.Checkpointer.Dispose();
        Reader.Dispose();
        _writer.Dispose();
        _lock.Dispose();
        LedgerLog.Closed(_parts.Logger, _parts.Path, waiting);
    }

    static DateTimeOffset LastRecordedAt(LedgerReader reader, FeedPosition head) =>
        head == FeedPosition.Start
            ? DateTimeOffset.MinValue
            : reader.ReadAfter(new FeedPosition(head.Sequence - 1), max: 1, CancellationToken.None)[0].Sale.RecordedAt;

    static T Keep<T>(Stack<IDisposable> opened, T part)
        where T : IDisposable
    {
        opened.Push(part);
        return part;
    }
}
