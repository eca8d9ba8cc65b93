using GadgetSales.Core.Feed;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Ledger;

/// <summary>The running parts of a started ledger, in the order in which they depend on each other.</summary>
sealed class OpenLedger : IDisposable
{
    readonly LedgerLock _lock;
    readonly ILogger _logger;

    OpenLedger(string path, LedgerLock ledgerLock, LedgerReader reader, LedgerWriter writer, ILogger logger)
    {
        Path = path;
        _lock = ledgerLock;
        _logger = logger;
        Reader = reader;
        Writer = writer;
    }

    /// <summary>The ledger's file.</summary>
    public string Path { get; }

    public LedgerReader Reader { get; }

    public LedgerWriter Writer { get; }

    /// <summary>Starts <paramref name="writer"/>, which is this ledger's from now on.</summary>
    /// <exception cref="EmbeddedStoreException">The folder or the file cannot serve.</exception>
    public static OpenLedger Open(string path, LedgerWriter writer, TimeProvider time, ILogger logger)
    {
        DataDirectory.Prepare(System.IO.Path.GetDirectoryName(path)!);
        var opened = new Stack<IDisposable>();
        try
        {
            var ledgerLock = Keep(opened, LedgerLock.Acquire(path));
            using (var database = LedgerSchema.OpenForWriting(path))
            {
                LedgerSchema.Ensure(database, path, (step, version) => LedgerLog.Upgraded(logger, path, version, step.Name));
            }

            Keep(opened, writer).Open();
            var reader = Keep(opened, LedgerReader.Open(path));
            var head = reader.ReadHead();
            var clock = new RecordingClock(time, LastRecordedAt(reader, head));
            LedgerLog.Opened(logger, path, head.Sequence, SqliteDatabase.Version);
            writer.Start(clock);
            return new OpenLedger(path, ledgerLock, reader, writer, logger);
        }
        catch (Exception error)
        {
            while (opened.TryPop(out var part))
            {
                part.Dispose();
            }

            if (error is SqliteFailure failure)
            {
                throw new EmbeddedStoreException(StorageFailure.ToException(failure, path).Message, failure);
            }

            throw;
        }
    }

    /// <summary>Records what waits, empties the log into the file and lets go of it.</summary>
    public void Dispose()
    {
        var waiting = Writer.Queue.WaitingSales;
        Writer.Stop();
        Reader.Dispose();
        Writer.Dispose();
        _lock.Dispose();
        LedgerLog.Closed(_logger, Path, waiting);
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
