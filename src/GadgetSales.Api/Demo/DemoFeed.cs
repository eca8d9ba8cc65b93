using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Demo;

/// <summary>
/// Fills the ledger with the simulated past and goes on live, through the port that posted sales take. The past and the stores' own rhythm have the same
/// sale ids in every run, so a restart replays what is there and adds what is missing up to now.
/// </summary>
public sealed partial class DemoFeed(
    ISalesLedger ledger, IOptions<DemoOptions> options, TimeProvider time, IServer server, IHostApplicationLifetime lifetime, ILogger<DemoFeed> logger)
    : BackgroundService
{
    const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "the service";
        LogOpen(address);

        var demo = options.Value;
        var now = time.GetUtcNow();
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-demo.Days);
        var chain = new Simulator(new SimulationOptions { ReceiptsPerDay = demo.ReceiptsPerDay });
        await BackfillAsync(chain.Backfill(first, now), stoppingToken);
        await Task.WhenAll(
            RecordAsync(chain.LiveAsync(now, first, time, stoppingToken), stoppingToken),
            demo.LivePerMinute == 0 ? Task.CompletedTask : RecordAsync(chain.SteadyAsync(demo.LivePerMinute / 60, time, stoppingToken), stoppingToken));
    }

    async Task BackfillAsync(IEnumerable<Sale> sales, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        int recorded = 0, replayed = 0;
        foreach (var batch in sales.Chunk(BatchSize))
        {
            var outcomes = await AppendAsync(batch, stopping);
            recorded += outcomes.Count(outcome => outcome is AppendOutcome.Recorded);
            replayed += outcomes.Count(outcome => outcome is AppendOutcome.Replayed);
        }

        var (days, seconds) = (options.Value.Days, time.GetElapsedTime(began).TotalSeconds);
        LogFilled(days, recorded, replayed, seconds);
    }

    async Task RecordAsync(IAsyncEnumerable<Sale> sales, CancellationToken stopping)
    {
        await foreach (var sale in sales.WithCancellation(stopping))
        {
            await AppendAsync([sale], stopping);
        }
    }

    /// <summary>Goes on trying while the ledger is busy, as a till does.</summary>
    async Task<IReadOnlyList<AppendOutcome>> AppendAsync(Sale[] batch, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await ledger.AppendBatchAsync(batch, stopping);
            }
            catch (LedgerUnavailableException error)
            {
                LogWaiting(error.Code, error.RetryAfter.TotalSeconds);
                await Task.Delay(error.RetryAfter, time, stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo: open {Url} (simulated sales come in; nothing here is real)")]
    partial void LogOpen(string url);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo: {Days} days filled: {Recorded} sales recorded, {Replayed} were there, in {Seconds:0.0} s")]
    partial void LogFilled(int days, int recorded, int replayed, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demo: the ledger answers {Code}; trying again in {Seconds} s")]
    partial void LogWaiting(string code, double seconds);
}
