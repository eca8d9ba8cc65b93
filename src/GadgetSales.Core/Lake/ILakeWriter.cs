using GadgetSales.Core.Feed;
using GadgetSales.Core.Transform;

namespace GadgetSales.Core.Lake;

/// <summary>
/// Takes facts into the lake. Delivery may repeat and reorder; the view <c>sale_lines</c> shows each sale once:
/// its highest version, a removal winning over the version it removes.
/// </summary>
public interface ILakeWriter
{
    /// <summary>The position up to which every fact is durable in the lake; <see cref="FeedPosition.Start"/> for a new lake.</summary>
    ValueTask<FeedPosition> ReadWatermarkAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the facts of <paramref name="sales"/> and the watermark <paramref name="upTo"/> durable and visible together, or neither.
    /// A position at or below the watermark was delivered before: the call does nothing.
    /// </summary>
    ValueTask AppendAsync(IReadOnlyList<SaleFacts> sales, FeedPosition upTo, CancellationToken cancellationToken);
}
