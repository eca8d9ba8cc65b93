using GadgetSales.Api.Insights;

namespace GadgetSales.Api.Projections;

/// <summary>Days that were not to be expected.</summary>
public static class AnomalyEndpoints
{
    public static void MapAnomalies(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/insights/anomalies", GetAnomaliesAsync)
        .WithTags("Insights")
        .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
        .WithName("GetAnomalies")
        .WithSummary("Days that sold far more or less than was expected then")
        .WithDescription(ProjectionDocs.Anomalies)
        .WithMetadata(new QueryDocs(ProjectionDocs.AnomalyParameters))
        .WithMetadata(new AnswerDocs(ProjectionExamples.Anomalies, new(AnswerFormat.Csv.MediaType, ProjectionExamples.AnomaliesCsv), new(AnswerFormat.NdJson.MediaType, ProjectionExamples.AnomaliesNdJson)))
        .Produces<AnomalyDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
        .Fails(
            ProblemKind.ValidationFailed, ProblemKind.CurrencyAmbiguous, ProblemKind.TooManySeries, ProblemKind.StoreForbidden, ProblemKind.NotAcceptable, ProblemKind.ValueOutOfRange);

    static async Task<IResult> GetAnomaliesAsync(HttpContext context, Caller caller, ProjectionRunner runner, BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var (query, limit) = AnomalyParameters.Read(parameters, calendar.Now, calendar.Zone, caller.Stores);
        if (ProjectionEndpoints.Refuse(parameters, format, query?.History, caller) is { } refusal)
        {
            return refusal;
        }

        var (run, problem) = await runner.FindAnomaliesAsync(query!, cancellationToken);
        return run is null ? problem! : AnomalyDocument.Answer(run, limit, format!);
    }
}
