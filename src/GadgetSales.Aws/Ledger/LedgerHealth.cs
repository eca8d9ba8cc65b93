using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Aws.Ledger;

/// <summary>Counts failures of the store, and logs when they begin and when they end: in between every call would say the same.</summary>
sealed partial class LedgerHealth(LedgerMetrics metrics, ILogger logger)
{
    string? _failing;

    public async Task<T> WatchAsync<T>(Func<Task<T>> call)
    {
        try
        {
            var result = await call();
            if (_failing is not null && Interlocked.Exchange(ref _failing, null) is { } code)
            {
                LogRecovered(code);
            }

            return result;
        }
        catch (LedgerUnavailableException unavailable)
        {
            metrics.Failed(unavailable.Code);
            if (Interlocked.Exchange(ref _failing, unavailable.Code) != unavailable.Code)
            {
                LogFailing(unavailable.Code, unavailable.Message, unavailable.InnerException);
            }

            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Ledger cannot be used ({Code}): {Reason}")]
    partial void LogFailing(string code, string reason, Exception? error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger can be used again after {Code}")]
    partial void LogRecovered(string code);
}
