using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>The <c>Idempotency-Key</c> of a batch: item i without an id of its own is <c>KEY:i</c>, so that the same batch again is a replay.</summary>
static class BatchKey
{
    /// <summary>Leaves room for a colon and the largest index.</summary>
    public const int MaxLength = 59;

    public static string Of(string key, int index) => FormattableString.Invariant($"{key}:{index}");

    /// <summary>Why a batch cannot have this key; null where it can, or has none.</summary>
    public static Problem? Refusal(string? key) => key is null || (key.Length <= MaxLength && SaleId.IsValid(key))
        ? null
        : Problem.Invalid([new InputError(PostSale.KeyHeader, $"Must be 1 to {MaxLength} of A-Z a-z 0-9 . _ : -, starting with a letter or digit: item i without a saleId gets the key, a colon and i.")]);
}
