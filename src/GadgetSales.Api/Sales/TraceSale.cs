using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>GET /v1/sales/{saleId}/trace: where a sale is on its way, and what later receipts did to it.</summary>
sealed class TraceSale(ISalesLedger ledger, LinkedSales links, ILakeReader lake, IPipelineStatus pipeline)
{
    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown([]);
        if (parameters.Errors.Count > 0)
        {
            return Problem.Invalid(parameters.Errors);
        }

        var caller = Caller.Of(context);
        var saleId = (string)context.GetRouteValue("saleId")!;
        if (!SaleId.IsValid(saleId) || await ledger.FindAsync(saleId, cancellationToken) is not { } found || !caller.Covers(found.Sale.StoreId))
        {
            return new Problem(ProblemKind.SaleNotFound);
        }

        // Read first: what the status calls delivered is then certainly looked for.
        var status = await pipeline.ReadAsync(cancellationToken);
        var rows = await lake.QueryAsync(Question(found.Sale), cancellationToken);
        var linked = await links.FindAsync(saleId, caller, cancellationToken);
        return TypedResults.Ok(SaleTrace.Of(found, rows, status.DataThrough, linked));
    }

    /// <summary>The business date prunes the lake's partitions.</summary>
    static LakeQuery Question(Sale sale) => new(
        $"SELECT count(*), CAST(coalesce(sum(amount_minor), 0) AS bigint), max(version), max(event_id) FROM {LakeSchema.View} WHERE {LakeSchema.Partition} = CAST(? AS DATE) AND sale_id = ?",
        [sale.BusinessDate, sale.SaleId]);
}

/// <summary>A sale's way from the till to the lake.</summary>
/// <param name="SoldAt">By the till's clock.</param>
/// <param name="ReceivedAt">When the service took it: recording and answering are one moment, so the same as <paramref name="RecordedAt"/>.</param>
/// <param name="RecordedAt">When the ledger took it, durably.</param>
/// <param name="DelaySeconds">From <paramref name="SoldAt"/> to <paramref name="RecordedAt"/>; negative where the till's clock runs ahead.</param>
/// <param name="Fed">The feed has carried it: it is in the lake.</param>
/// <param name="InLake">Its rows there; null while it is on its way.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is in the lake; null while nothing is known.</param>
/// <param name="VoidedBy">The void that cancels it; null where none does.</param>
/// <param name="Returns">The returns that name it.</param>
public sealed record SaleTrace(
    string SaleId, DateTimeOffset SoldAt, DateTimeOffset ReceivedAt, DateTimeOffset RecordedAt, double DelaySeconds, bool Fed, TracedRows? InLake, DateTimeOffset? DataThrough,
    string? VoidedBy, IReadOnlyList<string> Returns)
{
    public const string Example = """
        {
          "saleId": "LA-01:R2:1043", "soldAt": "2019-04-19T13:46:00Z", "receivedAt": "2019-04-19T13:46:02.1Z", "recordedAt": "2019-04-19T13:46:02.1Z", "delaySeconds": 2.1,
          "fed": true, "inLake": { "rows": 1, "amountMinor": 2390, "version": 1, "eventId": "1" }, "dataThrough": "2019-04-19T13:50:00Z",
          "voidedBy": null, "returns": [ "LA-01:R2:1044" ]
        }
        """;

    public static SaleTrace Of(RecordedSale recorded, LakeResult rows, DateTimeOffset? dataThrough, SaleLinks links)
    {
        var row = rows.Rows[0];
        var inLake = (long)row[0]! == 0 ? null : new TracedRows((long)row[0]!, (long)row[1]!, (long)row[2]!, (string)row[3]!);
        return new SaleTrace(
            recorded.Sale.SaleId, recorded.Sale.SoldAt, recorded.RecordedAt, recorded.RecordedAt, Math.Round((recorded.RecordedAt - recorded.Sale.SoldAt).TotalSeconds, 3),
            inLake is not null, inLake, dataThrough, links.VoidedBy, links.Returns);
    }
}

/// <param name="Rows">Its lines.</param>
/// <param name="AmountMinor">What they add to revenue.</param>
/// <param name="EventId">Names the change that brought them.</param>
public sealed record TracedRows(long Rows, long AmountMinor, long Version, string EventId);
