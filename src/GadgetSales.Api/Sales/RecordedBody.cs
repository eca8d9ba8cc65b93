using System.Text;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>Answers a recorded sale with the bytes that the ledger has of it: nothing is serialized.</summary>
static class RecordedBody
{
    /// <summary>With what later receipts did to it, where they did.</summary>
    public static Task WriteAsync(HttpContext context, RecordedSale sale, SaleLinks links)
    {
        var json = SaleJson.ToRecorded(sale);
        return WriteAsync(context, StatusCodes.Status200OK, links is { VoidedBy: null, Returns.Count: 0 } ? json : [.. json.AsSpan(0, json.Length - 1), .. MembersOf(links)]);
    }

    /// <summary>What follows the last member of the sale.</summary>
    static byte[] MembersOf(SaleLinks links)
    {
        var text = new StringBuilder();
        if (links.VoidedBy is { } voidedBy)
        {
            text.Append(",\"voidedBy\":\"").Append(voidedBy).Append('"');
        }

        if (links.Returns.Count > 0)
        {
            // Sale ids need no escaping.
            text.Append(",\"returns\":[\"").AppendJoin("\",\"", links.Returns).Append("\"]");
        }

        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    public static Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = json.Length;
        var written = response.BodyWriter.WriteAsync(json, context.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
