using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>Answers a recorded sale with the bytes that the ledger has of it: nothing is serialized.</summary>
static class RecordedBody
{
    public static Task WriteAsync(HttpContext context, RecordedSale sale) => WriteAsync(context, StatusCodes.Status200OK, SaleJson.ToRecorded(sale));

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
