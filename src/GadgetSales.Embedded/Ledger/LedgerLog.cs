using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Ledger;

static partial class LedgerLog
{
    [LoggerMessage(1, LogLevel.Information, "Ledger {Path} opened at position {Position}, SQLite {SqliteVersion}")]
    public static partial void Opened(ILogger logger, string path, long position, string sqliteVersion);

    [LoggerMessage(2, LogLevel.Information, "Ledger {Path} closed, {Waiting} waiting sales were recorded first")]
    public static partial void Closed(ILogger logger, string path, int waiting);

    [LoggerMessage(3, LogLevel.Error, "Ledger cannot record ({Code}): {Reason}")]
    public static partial void CommitFailed(ILogger logger, string code, string reason, Exception error);

    [LoggerMessage(4, LogLevel.Information, "Ledger {Path} records again")]
    public static partial void Recovered(ILogger logger, string path);

    [LoggerMessage(5, LogLevel.Critical, "A commit of the ledger broke; nothing in it was recorded")]
    public static partial void CommitBroke(ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Warning, "Ledger checkpoint failed, its log grows until one succeeds: {Reason}")]
    public static partial void CheckpointFailed(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Debug, "Ledger committed {Sales} sales in {Milliseconds} ms")]
    public static partial void Committed(ILogger logger, int sales, double milliseconds);

    [LoggerMessage(8, LogLevel.Warning, "Ledger refuses sales: {Sales} sales or {Megabytes} MB wait for the disk")]
    public static partial void Overloaded(ILogger logger, int sales, int megabytes);

    [LoggerMessage(9, LogLevel.Information, "Ledger {Path} is now of version {Version}: it has {Step}")]
    public static partial void Upgraded(ILogger logger, string path, int version, string step);
}
