using System.Buffers;

namespace GadgetSales.Cli.Posting;

/// <summary>Sales that are posted together.</summary>
sealed record Batch(ReadOnlyMemory<byte> Body, IReadOnlyList<PendingSale> Sales);

static class Batches
{
    /// <summary>Below the service's 5 MB.</summary>
    const int LargestBody = 4_500_000;

    /// <summary>Cuts sales into batches of at most <paramref name="size"/>, in their order.</summary>
    internal static IEnumerable<Batch> Of(IEnumerable<PendingSale> sales, int size)
    {
        var waiting = new List<PendingSale>(size);
        var bytes = 0;
        foreach (var sale in sales)
        {
            if (waiting.Count == size || (waiting.Count > 0 && bytes + sale.Json.Length + 1 > LargestBody))
            {
                yield return Of(waiting);
                waiting = new List<PendingSale>(size);
                bytes = 0;
            }

            waiting.Add(sale);
            bytes += sale.Json.Length + 1;
        }

        if (waiting.Count > 0)
        {
            yield return Of(waiting);
        }
    }

    static Batch Of(List<PendingSale> sales)
    {
        var body = new ArrayBufferWriter<byte>(sales.Sum(sale => sale.Json.Length + 1));
        foreach (var sale in sales)
        {
            body.Write(sale.Json.Span);
            body.Write("\n"u8);
        }

        return new Batch(body.WrittenMemory, sales);
    }
}
