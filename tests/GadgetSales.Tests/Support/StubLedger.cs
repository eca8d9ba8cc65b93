using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>A ledger that does what a test says on every call.</summary>
public sealed class StubLedger(Func<Task> onCall) : ISalesLedger
{
    public static StubLedger Throwing(Exception error) => new(() => Task.FromException(error));

    public async ValueTask<AppendOutcome> AppendAsync(Sale sale, CancellationToken cancellationToken)
    {
        await onCall();
        return Recorded(sale);
    }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendBatchAsync(IReadOnlyList<Sale> sales, CancellationToken cancellationToken)
    {
        await onCall();
        return [.. sales.Select(Recorded)];
    }

    public async ValueTask<RecordedSale?> FindAsync(string saleId, CancellationToken cancellationToken)
    {
        await onCall();
        return null;
    }

    public async ValueTask<SalePage> ListAsync(string storeId, DateOnly businessDate, string? cursor, int limit, CancellationToken cancellationToken)
    {
        await onCall();
        return new SalePage([], null);
    }

    public async ValueTask<SalePage> FindExternalAsync(
        string externalId, IReadOnlySet<string>? stores, string? cursor, int limit, CancellationToken cancellationToken)
    {
        await onCall();
        return new SalePage([], null);
    }

    static AppendOutcome.Recorded Recorded(Sale sale)
    {
        var recorded = RecordedSale.Of(sale, DateTimeOffset.UnixEpoch);
        return new AppendOutcome.Recorded(recorded, SaleJson.ToRecorded(recorded));
    }
}
