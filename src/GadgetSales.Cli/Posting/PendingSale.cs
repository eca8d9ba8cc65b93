using System.Buffers;
using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Posting;

/// <summary>A line of the file, for the report about it: its number from 1 and its text.</summary>
readonly record struct SourceLine(long Number, string Text);

/// <summary>A sale ready to be posted, and the lines it was made from.</summary>
sealed record PendingSale(ReadOnlyMemory<byte> Json, IReadOnlyList<SourceLine> Lines)
{
    internal static PendingSale Of(Sale sale, IReadOnlyList<SourceLine> lines)
    {
        var json = new ArrayBufferWriter<byte>(512);
        SaleJson.WriteCanonical(sale, json);
        return new PendingSale(json.WrittenMemory, lines);
    }
}
