using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Sends the answer to a question, row by row. CSV and NDJSON hold rows only; headers say what JSON says beside them.</summary>
/// <param name="DataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
/// <param name="Provisional">Sales may still be added: a business date of the range is not over, or sales wait for the lake.</param>
public sealed record InsightAnswer(InsightQuery Query, InsightTable Table, DateTimeOffset? DataThrough, bool Provisional, AnswerFormat Format) : IResult
{
    public const string CurrencyHeader = "GadgetSales-Currency";
    public const string DataThroughHeader = "GadgetSales-Data-Through";
    public const string ProvisionalHeader = "GadgetSales-Provisional";
    public const string TruncatedHeader = "GadgetSales-Truncated";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (Format == AnswerFormat.Json)
        {
            return InsightJson.WriteAsync(this, response.BodyWriter, httpContext.RequestAborted);
        }

        WriteHeaders(response.Headers);
        return Format == AnswerFormat.Csv
            ? CsvRows.WriteAsync(InsightColumns.Of(Query), Table.Rows, response.BodyWriter, httpContext.RequestAborted)
            : JsonRows.WriteLinesAsync(InsightColumns.Of(Query), Table.Rows, response.BodyWriter, httpContext.RequestAborted);
    }

    /// <summary>What an answer in rows says in headers: the currency of its amounts and how fresh it is.</summary>
    public static void WriteState(IHeaderDictionary headers, string? currency, DateTimeOffset? dataThrough)
    {
        if (currency is not null)
        {
            headers[CurrencyHeader] = currency;
        }

        if (dataThrough is { } through)
        {
            headers[DataThroughHeader] = through.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        }
    }

    void WriteHeaders(IHeaderDictionary headers)
    {
        WriteState(headers, Table.Currency, DataThrough);
        headers[ProvisionalHeader] = Provisional ? "true" : "false";
        headers[TruncatedHeader] = Table.Truncated ? "true" : "false";
        if (Format == AnswerFormat.Csv)
        {
            headers.ContentDisposition = $"inline; filename=\"sales-{Query.Span.From:yyyy-MM-dd}-{Query.Span.To:yyyy-MM-dd}.csv\"";
        }
    }
}
