using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>POST /v1/sales: reads the body's bytes, records, answers with bytes. The busiest endpoint binds and serializes nothing by reflection.</summary>
sealed class PostSale(SaleIntake intake, ISalesLedger ledger, BodyBudget budget, SalesMetrics metrics)
{
    public const string KeyHeader = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    public async Task HandleAsync(HttpContext context)
    {
        if (MediaTypes.OfBody(context.Request, MediaTypes.Json) is null)
        {
            await MediaTypes.Unsupported(MediaTypes.Json).ExecuteAsync(context);
            return;
        }

        SaleReading reading;
        using (var body = await RequestBody.ReadAsync(context, SaleIntake.MaxBytes, budget))
        {
            reading = intake.Read(body.Span, KeyOf(context.Request));
        }

        await (reading.Sale is { } sale ? RecordAsync(sale, context) : RejectAsync(SaleProblems.OfReading(reading), context));
    }

    async Task RecordAsync(Sale sale, HttpContext context)
    {
        var caller = Caller.Of(context);
        if (!caller.Covers(sale.StoreId))
        {
            await RejectAsync(SaleProblems.ForeignStore(), context);
            return;
        }

        // A sale that arrived whole is recorded even when its till has hung up: its retry is then a replay.
        var outcome = await ledger.AppendAsync(sale, CancellationToken.None);
        switch (outcome)
        {
            case AppendOutcome.Recorded recorded:
                context.Response.Headers.Location = "/v1/sales/" + recorded.Sale.Sale.SaleId;
                await RecordedBody.WriteAsync(context, StatusCodes.Status201Created, recorded.Json);
                break;
            case AppendOutcome.Replayed replayed:
                context.Response.Headers[ReplayedHeader] = "true";
                await RecordedBody.WriteAsync(context, StatusCodes.Status200OK, replayed.Json);
                break;
            case AppendOutcome.Conflict conflict:
                await SaleProblems.OfConflict(conflict, caller).ExecuteAsync(context);
                break;
            case AppendOutcome.Refused refused:
                await (await SaleProblems.OfRefusalAsync(refused, sale, caller, ledger, context.RequestAborted)).ExecuteAsync(context);
                break;
        }
    }

    Task RejectAsync(Problem problem, HttpContext context)
    {
        metrics.Rejected();
        return problem.ExecuteAsync(context);
    }

    /// <summary>The header as sent, with or without the quotes of a structured header; null when absent.</summary>
    internal static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers[KeyHeader];
        if (header.Count == 0)
        {
            return null;
        }

        var key = header.ToString();
        return key is ['"', .. var inner, '"'] ? inner : key;
    }
}
