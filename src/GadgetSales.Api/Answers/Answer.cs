using System.Globalization;

namespace GadgetSales.Api.Answers;

/// <summary>What every answer from the lake says about itself: in its document, or in headers where rows alone are sent.</summary>
public interface IAnswerDocument
{
    /// <summary>Of every amount; null when rows name it, when no money was asked for and when nothing was sold.</summary>
    string? Currency { get; }

    /// <summary>Every sale recorded up to this instant was in the lake when it was asked.</summary>
    DateTimeOffset? DataThrough { get; }

    /// <summary>Null where an answer does not say.</summary>
    bool? Provisional => null;

    /// <summary>Null where an answer does not say.</summary>
    bool? Truncated => null;
}

public static class AnswerHeaders
{
    public const string Currency = "GadgetSales-Currency";
    public const string DataThrough = "GadgetSales-Data-Through";
    public const string Provisional = "GadgetSales-Provisional";
    public const string Truncated = "GadgetSales-Truncated";
}

/// <summary>
/// Sends an answer as it was asked for. JSON is the document, serialized as the OpenAPI document shows it and sent while it is made; CSV and NDJSON are the rows alone.
/// </summary>
/// <param name="fileName">Of the file that a browser saves CSV as, without its ending.</param>
public sealed class Answer<TDocument, TRow>(
    AnswerFormat format, TDocument document, IReadOnlyList<AnswerColumn<TRow>> columns, IEnumerable<TRow> rows, string fileName) : IResult
    where TDocument : IAnswerDocument
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (format == AnswerFormat.Json)
        {
            return response.WriteAsJsonAsync(document, options: null, format.ContentType, httpContext.RequestAborted);
        }

        response.ContentType = format.ContentType;
        WriteState(response.Headers);
        if (format == AnswerFormat.NdJson)
        {
            return NdJsonRows.WriteAsync(AnswerRow.Of(columns, rows), response.BodyWriter, httpContext.RequestAborted);
        }

        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}.csv\"";
        return CsvRows.WriteAsync(columns, rows, response.BodyWriter, httpContext.RequestAborted);
    }

    void WriteState(IHeaderDictionary headers)
    {
        if (document.Currency is { } currency)
        {
            headers[AnswerHeaders.Currency] = currency;
        }

        if (document.DataThrough is { } through)
        {
            headers[AnswerHeaders.DataThrough] = through.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        }

        Write(AnswerHeaders.Provisional, document.Provisional);
        Write(AnswerHeaders.Truncated, document.Truncated);

        void Write(string name, bool? flag)
        {
            if (flag is { } said)
            {
                headers[name] = said ? "true" : "false";
            }
        }
    }
}
