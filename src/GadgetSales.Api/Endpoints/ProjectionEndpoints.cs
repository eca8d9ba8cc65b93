using GadgetSales.Api.Auth;
using GadgetSales.Api.Insights;
using GadgetSales.Api.OpenApi;
using GadgetSales.Api.Problems;
using GadgetSales.Api.Projections;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Api.Endpoints;

/// <summary>What will be sold.</summary>
public static class ProjectionEndpoints
{
    public static void MapProjections(this IEndpointRouteBuilder routes)
    {
        var projections = routes.MapGroup("/v1/projections").WithTags("Projections");
        projections.MapGet("/sales", GetSalesAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithName("GetProjections")
            .WithSummary("What will be sold, with intervals and a measured accuracy")
            .WithDescription(ProjectionDocs.Projections)
            .WithMetadata(new QueryDocs(ProjectionDocs.Parameters))
            .WithMetadata(new AnswerDocs(ProjectionDocs.Example, AnswerFormat.Csv.MediaType, AnswerFormat.NdJson.MediaType))
            .Produces<ProjectionDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
            .Fails(Failures);
    }

    static ProblemKind[] Failures =>
    [
        ProblemKind.ValidationFailed, ProblemKind.CurrencyAmbiguous, ProblemKind.TooManySeries, ProblemKind.StoreForbidden, ProblemKind.NotAcceptable,
        ProblemKind.ValueOutOfRange,
    ];

    /// <summary>400 names every parameter that is wrong.</summary>
    static async Task<IResult> GetSalesAsync(
        HttpContext context, Caller caller, ProjectionDesk desk, BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        var parameters = InsightEndpoints.Parameters(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var query = ProjectionParameters.Read(parameters, calendar.Now, calendar.Zone, caller.Stores);
        if (query is null || parameters.Errors.Count > 0)
        {
            return Problem.Invalid(parameters.Errors);
        }

        if (format is null)
        {
            return new Problem(ProblemKind.NotAcceptable, $"Projections come as {string.Join(", ", AnswerFormat.All.Select(known => known.MediaType))}.");
        }

        return InsightEndpoints.Forbidden(query.Sales, caller) is { } refusal ? refusal : await desk.AnswerAsync(query, format, cancellationToken);
    }
}
