using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Ledger;

/// <summary>What a void's original must be, in the words every ledger answers with.</summary>
public static class VoidRules
{
    /// <summary>Why <paramref name="sale"/>, a void, cannot cancel <paramref name="original"/> (null: not recorded), or null when nothing but another void can forbid it.</summary>
    public static AppendOutcome.Refused? Refusal(Sale sale, Sale? original)
    {
        var id = sale.OriginalSaleId;
        if (original is null)
        {
            return new(RefusalReason.OriginalNotFound, $"The sale {id} that this void cancels is not recorded; send it first, then the void again.");
        }

        if (original.Type == SaleType.Void)
        {
            return new(RefusalReason.OriginalIsVoid, $"{id} is itself a void, and a void cannot be cancelled.");
        }

        return original.StoreId != sale.StoreId || original.Currency != sale.Currency
            ? new(RefusalReason.OriginalMismatch, $"The sale {id} belongs to another store or has another currency than this void.")
            : null;
    }

    /// <summary>Another void came first.</summary>
    public static AppendOutcome.Refused AlreadyVoided(string originalSaleId) =>
        new(RefusalReason.OriginalAlreadyVoided, $"The sale {originalSaleId} is cancelled by another void already.");
}
