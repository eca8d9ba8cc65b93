using System.Buffers;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>Writes recorded sales as they are, with a length, without a serializer in between.</summary>
static class SaleAnswer
{
    const int LargestKept = 64 * 1024;

    [ThreadStatic]
    static ArrayBufferWriter<byte>? threadBuffer;

    public static Task WriteAsync(HttpContext context, int status, RecordedSale sale)
    {
        var buffer = threadBuffer ??= new ArrayBufferWriter<byte>(1024);
        SaleJson.WriteRecorded(sale, buffer);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = buffer.WrittenCount;

        // The writer copies before it waits, so the buffer is free as soon as the call returns.
        var written = response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        buffer.ResetWrittenCount();
        if (buffer.Capacity > LargestKept)
        {
            threadBuffer = null;
        }

        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
