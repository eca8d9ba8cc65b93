using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// Records voids, of one original one at most, in two single writes that may each be repeated: first the marker of the original, conditionally, with
/// the void in it; then the void. Whoever finds a marker first finishes the void in it, so a crash between the two writes leaves nothing undecided:
/// the marker decides. Rejected: a transaction, which costs twice as much and which emulators lack.
/// </summary>
sealed class VoidRecording(SaleItems items, SaleRecording sales)
{
    /// <summary>A void's id can only be spent by another sale that takes it meanwhile, so even a second round is rare.</summary>
    const int MostRounds = 10;

    public async Task<AppendOutcome> AppendAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (await FindAsync(sale.SaleId, cancellationToken) is { } existing)
        {
            return SaleRecording.Compare(existing, sale);
        }

        var original = await FindAsync(sale.OriginalSaleId!, cancellationToken);
        if (VoidRules.Refusal(sale, original?.Sale) is { } refused)
        {
            return refused;
        }

        var recorded = sales.Stamp(sale, VoidedSale.Of(original!.Sale));
        return await ClaimAsync(recorded, cancellationToken)
            ? await sales.RecordAsync(recorded, cancellationToken)
            : VoidRules.AlreadyVoided(sale.OriginalSaleId!);
    }

    /// <summary>True when the marker names this void; false when another void cancels the original, which is recorded then.</summary>
    async Task<bool> ClaimAsync(RecordedSale recorded, CancellationToken cancellationToken)
    {
        var marker = MarkerOf(recorded);
        var spent = recorded.Sale.SaleId;
        for (var round = 0; round < MostRounds; round++)
        {
            if (await items.PutMarkerAsync(marker, spent, cancellationToken) is not { } other)
            {
                return true;
            }

            if (await FinishAsync(other, cancellationToken))
            {
                return false;
            }

            // Its id belongs to something else now and for ever: that void cannot be recorded any more.
            spent = other[SaleTable.VoidId].S;
        }

        throw new LedgerUnavailableException("void_contended", "Many voids of this sale arrive at once: try again shortly.", TimeSpan.FromSeconds(1));
    }

    /// <summary>Records the void in a marker unless it is already. False when its id is taken by another sale.</summary>
    async Task<bool> FinishAsync(Dictionary<string, AttributeValue> marker, CancellationToken cancellationToken)
    {
        var item = marker[SaleTable.VoidItem].M;
        if (await items.PutNewAsync(item, cancellationToken) is not { } existing)
        {
            return true;
        }

        var (wanted, taken) = (SaleItem.Read(item).Sale, SaleItem.Read(existing).Sale);
        return taken.Type == SaleType.Void && taken.OriginalSaleId == wanted.OriginalSaleId;
    }

    async Task<RecordedSale?> FindAsync(string saleId, CancellationToken cancellationToken) =>
        await items.FindAsync(saleId, cancellationToken) is { } item ? SaleItem.Read(item) : null;

    Dictionary<string, AttributeValue> MarkerOf(RecordedSale recorded) => new(StringComparer.Ordinal)
    {
        [SaleTable.SaleId] = new(SaleTable.VoidMarkerOf(recorded.Sale.OriginalSaleId!)),
        [SaleTable.VoidId] = new(recorded.Sale.SaleId),
        [SaleTable.VoidItem] = new() { M = sales.ItemOf(recorded.Sale, SaleJson.ToRecorded(recorded)) },
    };
}
