using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Sends a projection. CSV and NDJSON hold a row for each series and period, without totals, which would be counted twice.</summary>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for and when nothing was sold.</param>
/// <param name="DataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
public sealed record ProjectionAnswer(
    ProjectionQuery Query, SalesProjection Projection, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics, AnswerFormat Format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (Format == AnswerFormat.Json)
        {
            return ProjectionJson.WriteAsync(this, response.BodyWriter, httpContext.RequestAborted);
        }

        InsightAnswer.WriteState(response.Headers, Currency, DataThrough);
        var columns = ProjectionRows.Columns(Query);
        var rows = ProjectionRows.Of(Query, Projection.Series);
        if (Format == AnswerFormat.NdJson)
        {
            return JsonRows.WriteLinesAsync(columns, rows, response.BodyWriter, httpContext.RequestAborted);
        }

        response.Headers.ContentDisposition = $"inline; filename=\"projection-{Query.AsOf:yyyy-MM-dd}.csv\"";
        return CsvRows.WriteAsync(columns, rows, response.BodyWriter, httpContext.RequestAborted);
    }
}
