namespace GadgetSales.Embedded.Ledger;

/// <summary>One call's sales: they go into one commit together. Completes when that commit is durable, never on the writer's thread.</summary>
sealed class AppendRequest(OfferedSale[] sales) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public OfferedSale[] Sales { get; } = sales;

    public long Bytes { get; } = sales.Sum(sale => (long)sale.Bytes);
}
