using System.Buffers;
using System.Text.Json;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>GET of recorded sales, straight from the ledger: what was acknowledged is there.</summary>
sealed class ReadSales(ISalesLedger ledger, LinkedSales links)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    public const string BusinessDate = "businessDate";
    public const string Cursor = "cursor";
    public const string Limit = "limit";

    public const string ExternalId = "externalId";
    public const string StoreId = "storeId";

    static readonly string[] Parameters = [BusinessDate, Cursor, Limit];
    static readonly string[] ExternalParameters = [ExternalId, StoreId, Cursor, Limit];
    static readonly DateSpan Dates = new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>A sale of a store that the caller does not cover is as unknown as one that was never recorded.</summary>
    public async Task FindAsync(HttpContext context)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown([]);
        if (parameters.Errors.Count > 0)
        {
            await Problem.Invalid(parameters.Errors).ExecuteAsync(context);
            return;
        }

        var saleId = (string)context.GetRouteValue("saleId")!;
        var caller = Caller.Of(context);
        var found = SaleId.IsValid(saleId) ? await ledger.FindAsync(saleId, context.RequestAborted) : null;
        await (found is not null && caller.Covers(found.Sale.StoreId)
            ? RecordedBody.WriteAsync(context, found, await links.FindAsync(saleId, caller, context.RequestAborted))
            : new Problem(ProblemKind.SaleNotFound).ExecuteAsync(context));
    }

    public async Task ListAsync(HttpContext context)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown(Parameters);
        var businessDate = parameters.Date(BusinessDate, Dates);
        if (businessDate is null && !parameters.IsRefused(BusinessDate))
        {
            parameters.Refuse(BusinessDate, "Is required: a date such as 2019-04-19.");
        }

        await AnswerPageAsync(
            context,
            parameters,
            "the same store and date",
            (cursor, limit) => ledger.ListAsync(StoreInPath.Of(context), businessDate!.Value, cursor, limit, context.RequestAborted));
    }

    /// <summary>Sales by the number that their source gave them, of the stores that the caller covers.</summary>
    public async Task FindExternalAsync(HttpContext context)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown(ExternalParameters);
        var externalId = parameters.One(ExternalId)?.Trim();
        if (externalId is null or "" && !parameters.IsRefused(ExternalId))
        {
            parameters.Refuse(ExternalId, "Is required: the number as the source writes it, such as %231001.");
        }

        var storeId = parameters.One(StoreId)?.Trim() is { Length: > 0 } given ? given : null;
        var caller = Caller.Of(context);
        var stores = storeId is null ? caller.Stores : caller.Covers(storeId) ? new HashSet<string>(StringComparer.Ordinal) { storeId } : [];
        await AnswerPageAsync(
            context, parameters, "the same externalId", (cursor, limit) => ledger.FindExternalAsync(externalId!, stores, cursor, limit, context.RequestAborted));
    }

    static async Task AnswerPageAsync(HttpContext context, QueryParameters parameters, string list, Func<string?, int, ValueTask<SalePage>> read)
    {
        var limit = parameters.One(Limit) is "" ? DefaultLimit : parameters.Number(Limit, 1, MaxLimit) ?? DefaultLimit;
        var cursor = parameters.One(Cursor) is { Length: > 0 } text ? text : null;
        SalePage? page = null;
        if (parameters.Errors.Count == 0)
        {
            try
            {
                page = await read(cursor, limit);
            }
            catch (FormatException)
            {
                parameters.Refuse(Cursor, $"Must be the nextCursor of an earlier answer for {list}.");
            }
        }

        await (page is null ? Problem.Invalid(parameters.Errors).ExecuteAsync(context) : WriteAsync(context, page));
    }

    /// <summary>Sends a page sale by sale: a thousand large receipts are never in memory as text.</summary>
    static async Task WriteAsync(HttpContext context, SalePage page)
    {
        const int flushAfter = 64 * 1024;
        context.Response.ContentType = MediaTypes.Json;
        var output = context.Response.BodyWriter;
        output.Write("{\"sales\":["u8);
        for (var index = 0; index < page.Sales.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            SaleJson.WriteRecorded(page.Sales[index], output);
            if (output.UnflushedBytes > flushAfter)
            {
                await output.FlushAsync(context.RequestAborted);
            }
        }

        output.Write("],\"nextCursor\":"u8);
        output.Write(page.NextCursor is null ? "null"u8 : JsonSerializer.SerializeToUtf8Bytes(page.NextCursor));
        output.Write("}"u8);
        await output.FlushAsync(context.RequestAborted);
    }
}
