using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Aws.Ledger;

/// <summary>Records a stamped sale in one conditional write.</summary>
sealed class SaleRecording(SaleItems items, AttemptClock clock, LedgerMetrics metrics)
{
    readonly string _me = Guid.NewGuid().ToString("N");

    public RecordedSale Stamp(Sale sale, VoidedSale? original = null) => RecordedSale.Of(sale, clock.Next(), original);

    /// <summary>The item of a sale that was stamped here.</summary>
    public Dictionary<string, AttributeValue> ItemOf(Sale sale, ReadOnlySpan<byte> recorded)
    {
        var item = SaleItem.Of(sale, recorded);
        item.Add(SaleTable.RecordedBy, new AttributeValue(_me));
        return item;
    }

    public async Task<AppendOutcome> RecordAsync(RecordedSale recorded, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var json = SaleJson.ToRecorded(recorded);
        if (await items.PutNewAsync(ItemOf(recorded.Sale, json), cancellationToken) is { } item)
        {
            var existing = SaleItem.Read(item);
            var outcome = Compare(existing, recorded.Sale);

            // Our own write, whose answer got lost on the way, or which another caller finished from our marker.
            return outcome is AppendOutcome.Replayed replayed && existing.RecordedAt == recorded.RecordedAt
                && item.TryGetValue(SaleTable.RecordedBy, out var writer) && writer.S == _me
                ? new AppendOutcome.Recorded(replayed.Sale, replayed.Json)
                : outcome;
        }

        metrics.Committed(1, Stopwatch.GetElapsedTime(started));
        return new AppendOutcome.Recorded(recorded, json);
    }

    public static AppendOutcome Compare(RecordedSale existing, Sale posted)
    {
        var differences = SaleDifferences.Between(existing.Sale, posted);
        return differences.Count == 0 ? new AppendOutcome.Replayed(existing, SaleJson.ToRecorded(existing)) : new AppendOutcome.Conflict(existing, differences);
    }
}
