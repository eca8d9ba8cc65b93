namespace GadgetSales.Core.Sales;

/// <summary>
/// Gives the same string for the same characters, mostly: stores, skus and categories repeat in every sale, and this saves most of
/// what reading would allocate. A fixed table in which the latest string takes the slot: bounded, lock-free, and nothing a client
/// sends can make it grow or slow.
/// </summary>
static class StringCache
{
    const int Slots = 8192;
    const int MaxLength = 64;

    static readonly string?[] Table = new string?[Slots];

    public static string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return text.ToString();
        }

        ref var slot = ref Table[string.GetHashCode(text, StringComparison.Ordinal) & (Slots - 1)];
        var cached = slot;
        return cached is not null && text.SequenceEqual(cached) ? cached : slot = text.ToString();
    }
}
