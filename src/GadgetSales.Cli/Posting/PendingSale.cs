using System.Buffers;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Reading;
using GadgetSales.Import.Receipts;

namespace GadgetSales.Cli.Posting;

/// <summary>A sale ready to be posted, and the lines it was made from.</summary>
sealed record PendingSale(ReadOnlyMemory<byte> Json, IReadOnlyList<SourceLine> Lines)
{
    /// <summary>What a list of recorded sales keeps of it; null where there is no such list.</summary>
    public SaleIdentity? Sale { get; init; }

    internal static PendingSale Of(Sale sale, IReadOnlyList<SourceLine> lines)
    {
        var json = new ArrayBufferWriter<byte>(512);
        SaleJson.WriteCanonical(sale, json);
        return new PendingSale(json.WrittenMemory, lines);
    }
}
