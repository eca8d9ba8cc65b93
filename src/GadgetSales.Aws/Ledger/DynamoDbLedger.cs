using System.Diagnostics.Metrics;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// The ledger in one DynamoDB table (<see cref="SaleTable"/>): one conditional write a sale, which DynamoDB acknowledges once it is stored in several
/// places. Any number of services share a table. Lists read the index <c>by_store_day</c>, which follows the table within about a second.
/// </summary>
sealed class DynamoDbLedger : ISalesLedger
{
    readonly SaleItems _items;
    readonly SaleRecording _sales;
    readonly VoidRecording _voids;
    readonly ReturnMarkers _returns;
    readonly LedgerMetrics _metrics;
    readonly LedgerHealth _health;
    readonly int _parallelism;

    public DynamoDbLedger(SaleItems items, ReturnMarkers returns, IOptions<AwsOptions> options, TimeProvider time, IMeterFactory meters, ILogger<DynamoDbLedger> logger)
    {
        _items = items;
        _returns = returns;
        _metrics = new LedgerMetrics(meters);
        _sales = new SaleRecording(items, new AttemptClock(time), _metrics);
        _voids = new VoidRecording(items, _sales);
        _health = new LedgerHealth(_metrics, logger);
        _parallelism = options.Value.LedgerParallelism;
    }

    public async ValueTask<AppendOutcome> AppendAsync(Sale sale, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _metrics.Received(1);
        var outcome = await _health.WatchAsync(() => RecordAsync(sale, cancellationToken));
        _metrics.Answered(outcome);
        return outcome;
    }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendBatchAsync(IReadOnlyList<Sale> sales, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _metrics.Received(sales.Count);
        var outcomes = new AppendOutcome[sales.Count];
        LedgerUnavailableException? gaveUp = null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = _parallelism, CancellationToken = cancellationToken };
        foreach (var wave in BatchWaves.Of(sales))
        {
            await Parallel.ForEachAsync(wave, options, async (index, token) => outcomes[index] = await AnswerAsync(sales[index], token));
        }

        if (gaveUp is not null && Array.TrueForAll(outcomes, outcome => outcome is AppendOutcome.Unavailable))
        {
            throw gaveUp;
        }

        Array.ForEach(outcomes, _metrics.Answered);
        return outcomes;

        async ValueTask<AppendOutcome> AnswerAsync(Sale sale, CancellationToken token)
        {
            // The store's trouble is not the sale's: trying the rest as well would keep the caller waiting, and the store busy.
            if (Volatile.Read(ref gaveUp) is { } failure)
            {
                return new AppendOutcome.Unavailable(failure);
            }

            try
            {
                return await _health.WatchAsync(() => RecordAsync(sale, token));
            }
            catch (LedgerUnavailableException unavailable)
            {
                Volatile.Write(ref gaveUp, unavailable);
                return new AppendOutcome.Unavailable(unavailable);
            }
        }
    }

    public async ValueTask<RecordedSale?> FindAsync(string saleId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The table also holds markers, under keys that are no sale ids.
        var item = SaleId.IsValid(saleId) ? await _health.WatchAsync(() => _items.FindAsync(saleId, cancellationToken)) : null;
        return item is null ? null : SaleItem.Read(item);
    }

    public ValueTask<SalePage> ListAsync(string storeId, DateOnly businessDate, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var storeDay = SaleTable.StoreDayOf(storeId, businessDate);
        return PageAsync(
            SaleCursor.DayList(storeId, businessDate), cursor, limit, (after, most) => _items.ListAsync(storeDay, after, most, cancellationToken), cancellationToken);
    }

    public ValueTask<SalePage> FindExternalAsync(
        string externalId, IReadOnlySet<string>? stores, string? cursor, int limit, CancellationToken cancellationToken) =>
        PageAsync(
            SaleCursor.ExternalList(externalId),
            cursor,
            limit,
            (after, most) => _items.FindExternalAsync(
                externalId, item => stores is null || stores.Contains(item["storeId"].S), after, most, cancellationToken),
            cancellationToken);

    async ValueTask<SalePage> PageAsync(
        string list, string? cursor, int limit, Func<string?, int, Task<List<Dictionary<string, AttributeValue>>>> read, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        cancellationToken.ThrowIfCancellationRequested();
        var after = cursor is null ? null : SortKeyOf(SaleCursor.Parse(cursor, list));
        var found = await _health.WatchAsync(() => read(after, limit + 1));
        var sales = found.Take(limit).Select(SaleItem.Read).ToList();
        var next = found.Count > limit ? CursorOf(sales[^1].Sale).ToText(list) : null;
        return new SalePage(sales, next);
    }

    async Task<AppendOutcome> RecordAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (sale.Type == SaleType.Void)
        {
            return await _voids.AppendAsync(sale, cancellationToken);
        }

        await _returns.MarkAsync(sale, cancellationToken);
        return await _sales.RecordAsync(_sales.Stamp(sale), cancellationToken);
    }

    static SaleCursor CursorOf(Sale last) => new(last.SoldAt.UtcTicks, last.SaleId);

    static string SortKeyOf(SaleCursor cursor) => SaleTable.SoldAtSaleIdOf(cursor.SoldAt, cursor.SaleId);
}
