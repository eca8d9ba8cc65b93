using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Aws.Ledger;

/// <summary>Records a stamped sale in one conditional write.</summary>
sealed class SaleRecording(SaleItems items, RecordingClock clock, LedgerMetrics metrics)
{
    readonly string _me = Guid.NewGuid().ToString("N");

    public RecordedSale Stamp(Sale sale, VoidedSale? original = null) => RecordedSale.Of(sale, clock.Next(), original);

    /// <summary>The item of a sale that was stamped here.</summary>
    public Dictionary<string, AttributeValue> ItemOf(RecordedSale recorded)
    {
        var item = SaleItem.Of(recorded);
        item.Add(SaleTable.RecordedBy, new AttributeValue(_me));
        return item;
    }

    public async Task<AppendOutcome> RecordAsync(RecordedSale recorded, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (await items.PutNewAsync(ItemOf(recorded), cancellationToken) is { } item)
        {
            var existing = SaleItem.Read(item);
            var outcome = Compare(existing, recorded.Sale);

            // Our own write, whose answer got lost on the way, or which another caller finished from our marker.
            var ours = outcome is AppendOutcome.Replayed && existing.RecordedAt == recorded.RecordedAt
                && item.TryGetValue(SaleTable.RecordedBy, out var writer) && writer.S == _me;
            return ours ? new AppendOutcome.Recorded(existing) : outcome;
        }

        metrics.Committed(1, Stopwatch.GetElapsedTime(started));
        return new AppendOutcome.Recorded(recorded);
    }

    public static AppendOutcome Compare(RecordedSale existing, Sale posted)
    {
        var differences = SaleDifferences.Between(existing.Sale, posted);
        return differences.Count == 0 ? new AppendOutcome.Replayed(existing) : new AppendOutcome.Conflict(existing, differences);
    }
}
