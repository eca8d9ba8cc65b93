using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GadgetSales.Api.Auth;
using GadgetSales.Api.Problems;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Endpoints;

/// <summary>GET of recorded sales, straight from the ledger: what was acknowledged is there.</summary>
sealed class ReadSales(ISalesLedger ledger)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>A sale of a store that the caller does not cover is as unknown as one that was never recorded.</summary>
    public async Task FindAsync(HttpContext context)
    {
        var saleId = (string)context.GetRouteValue("saleId")!;
        var found = SaleId.IsValid(saleId) ? await ledger.FindAsync(saleId, context.RequestAborted) : null;
        await (found is not null && Caller.Of(context).Covers(found.Sale.StoreId)
            ? SaleAnswer.WriteAsync(context, StatusCodes.Status200OK, found)
            : new Problem(ProblemKind.SaleNotFound).ExecuteAsync(context));
    }

    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var errors = new List<SaleError>();
        var businessDate = DateOf(query["businessDate"], errors);
        var limit = LimitOf(query["limit"], errors);
        SalePage? page = null;
        if (errors.Count == 0)
        {
            try
            {
                var storeId = (string)context.GetRouteValue("storeId")!;
                var cursor = query["cursor"].ToString() is { Length: > 0 } text ? text : null;
                page = await ledger.ListAsync(storeId, businessDate, cursor, limit, context.RequestAborted);
            }
            catch (FormatException)
            {
                errors.Add(new SaleError("cursor", "Must be the nextCursor of an earlier answer for the same store and date."));
            }
        }

        await (page is null ? Problem.Invalid(errors).ExecuteAsync(context) : WriteAsync(context, page));
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

    static DateOnly DateOf(string? text, List<SaleError> errors)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            errors.Add(new SaleError("businessDate", "Required: a date such as 2019-04-19."));
        }

        return date;
    }

    static int LimitOf(string? text, List<SaleError> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > MaxLimit)
        {
            errors.Add(new SaleError("limit", $"Must be a whole number from 1 to {MaxLimit:N0}."));
        }

        return limit;
    }
}
