using System.IO.Pipelines;
using GadgetSales.Api.Insights;

namespace GadgetSales.Api.Projections;

/// <summary>Sends what a run found as a JSON document, or as rows with the rest in headers.</summary>
static class RowsOrJson
{
    /// <param name="state">What rows leave to headers.</param>
    /// <param name="name">Of the file that a browser saves CSV as.</param>
    public static Task SendAsync<TRow>(
        HttpContext context, AnswerFormat format, (string? Currency, DateTimeOffset? DataThrough) state, string name, IReadOnlyList<AnswerColumn<TRow>> columns, IEnumerable<TRow> rows, Func<PipeWriter, Task> document)
    {
        var response = context.Response;
        response.ContentType = format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (format == AnswerFormat.Json)
        {
            return document(response.BodyWriter);
        }

        InsightAnswer.WriteState(response.Headers, state.Currency, state.DataThrough);
        if (format == AnswerFormat.NdJson)
        {
            return JsonRows.WriteLinesAsync(columns, rows, response.BodyWriter, context.RequestAborted);
        }

        response.Headers.ContentDisposition = $"inline; filename=\"{name}.csv\"";
        return CsvRows.WriteAsync(columns, rows, response.BodyWriter, context.RequestAborted);
    }
}
