using GadgetSales.Api.Insights;

namespace GadgetSales.Api.Projections;

/// <summary>Sends a projection. CSV and NDJSON hold a row for each series and period, without totals, which would be counted twice.</summary>
public sealed record ProjectionAnswer(ProjectionRun Run, AnswerFormat Format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var query = Run.Query;
        return RowsOrJson.SendAsync(httpContext, Format, (Run.Currency, Run.DataThrough), $"projection-{query.AsOf:yyyy-MM-dd}", ProjectionRows.Columns(query),
            ProjectionRows.Of(query, Run.Projection.Series), output => ProjectionJson.WriteAsync(Run, output, httpContext.RequestAborted));
    }
}
