using System.Buffers;
using System.Text.Json;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>POST /v1/sales/batch: up to 1,000 sales, each on its own, all answered in one 200.</summary>
sealed class PostSaleBatch(SaleIntake intake, ISalesLedger ledger, BodyBudget budget, SalesMetrics metrics)
{
    public async Task HandleAsync(HttpContext context)
    {
        var mediaType = MediaTypes.OfBody(context.Request, MediaTypes.Json, MediaTypes.NdJson);
        if (mediaType is null)
        {
            await MediaTypes.Unsupported(MediaTypes.Json, MediaTypes.NdJson).ExecuteAsync(context);
            return;
        }

        var caller = Caller.Of(context);
        var key = PostSale.KeyOf(context.Request);
        if (BatchKey.Refusal(key) is { } badKey)
        {
            await badKey.ExecuteAsync(context);
            return;
        }

        Problem? refusal;
        BatchItem[] items;
        using (var body = await RequestBody.ReadAsync(context, HttpServices.MaxBodyBytes, budget))
        {
            var places = new List<Range>();
            refusal = mediaType == MediaTypes.Json ? BatchDocument.SplitArray(body.Span, places) : BatchDocument.SplitLines(body.Span, places);
            items = refusal is null ? Read(body.Memory, places, key, caller) : [];
        }

        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await RecordAsync(items, caller, context.RequestAborted);
        await AnswerAsync(items, context);
    }

    BatchItem[] Read(ReadOnlyMemory<byte> utf8, List<Range> places, string? key, Caller caller)
    {
        var items = new BatchItem[places.Count];
        for (var index = 0; index < items.Length; index++)
        {
            var reading = intake.Read(utf8.Span[places[index]], key is null ? null : BatchKey.Of(key, index), keyIsFallback: true);
            items[index] = new BatchItem(reading.Sale, reading.SaleId, reading.Sale is not { } sale ? SaleProblems.OfReading(reading)
                : caller.Covers(sale.StoreId) ? null
                : SaleProblems.ForeignStore());
        }

        return items;
    }

    async Task RecordAsync(BatchItem[] items, Caller caller, CancellationToken cancellationToken)
    {
        var offered = items.Where(item => item.Problem is null).ToArray();
        metrics.Rejected(items.Length - offered.Length);

        // As for a single sale: what arrived whole is recorded even when the till has hung up.
        var outcomes = await ledger.AppendBatchAsync(Array.ConvertAll(offered, item => item.Sale!), CancellationToken.None);
        for (var index = 0; index < offered.Length; index++)
        {
            var item = offered[index];
            switch (outcomes[index])
            {
                case AppendOutcome.Recorded:
                    item.Status = BatchStatus.Recorded;
                    break;
                case AppendOutcome.Replayed:
                    item.Status = BatchStatus.Replayed;
                    break;
                case AppendOutcome.Conflict conflict:
                    (item.Status, item.Problem) = (BatchStatus.Conflict, SaleProblems.OfConflict(conflict, caller));
                    break;
                case AppendOutcome.Refused refused:
                    item.Problem = await SaleProblems.OfRefusalAsync(refused, item.Sale!, caller, ledger, cancellationToken);
                    break;
                case AppendOutcome.Unavailable unavailable:
                    item.Problem = Problem.Of(unavailable.Failure);
                    break;
            }
        }
    }

    static async Task AnswerAsync(BatchItem[] items, HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>(128 + (80 * items.Length));
        await using (var json = new Utf8JsonWriter(body, Problem.Unescaped))
        {
            json.WriteStartObject();
            json.WriteNumber("recorded", Count(BatchStatus.Recorded));
            json.WriteNumber("replayed", Count(BatchStatus.Replayed));
            json.WriteNumber("conflicts", Count(BatchStatus.Conflict));
            json.WriteNumber("rejected", Count(BatchStatus.Rejected));
            json.WriteStartArray("results");
            var traceId = Problem.TraceIdOf(context);
            for (var index = 0; index < items.Length; index++)
            {
                items[index].WriteTo(json, index, traceId);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        context.Response.ContentType = MediaTypes.Json;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);

        int Count(BatchStatus status) => items.Count(item => item.Status == status);
    }
}
