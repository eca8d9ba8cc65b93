using GadgetSales.Api.Insights;
using GadgetSales.Api.Stores;
using GadgetSales.Projections.Series;
using GadgetSales.Projections.TrackRecord;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Projections;

/// <summary>What will be sold.</summary>
public static class ProjectionEndpoints
{
    public static IServiceCollection AddProjections(this IServiceCollection services) => services.AddSingleton<ProjectionMetrics>().AddSingleton<ProjectionRunner>();

    public static void MapProjections(this IEndpointRouteBuilder routes)
    {
        var projections = routes.MapGroup("/v1/projections").WithTags("Projections");
        var answers = new AnswerDocs(ProjectionExamples.Projections, new(AnswerFormat.Csv.MediaType, ProjectionExamples.Csv), new(AnswerFormat.NdJson.MediaType, ProjectionExamples.NdJson));
        projections.MapGet("/sales", GetSalesAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithName("GetProjections")
            .WithSummary("What will be sold, with intervals and a measured accuracy")
            .WithDescription(ProjectionDocs.Projections)
            .WithMetadata(new QueryDocs(ProjectionDocs.Parameters))
            .WithMetadata(answers)
            .Produces<ProjectionDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
            .Fails(Failures);
        projections.MapPost("/sales", PostSalesAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithName("ProjectWithEvents")
            .WithSummary("What will be sold with promotions and closings that are known")
            .WithDescription(ProjectionDocs.Events)
            .WithMetadata(new QueryDocs(ProjectionDocs.Parameters))
            .WithMetadata(new BodyDocs("The events.", new BodyForm(MediaTypes.Json, nameof(ProjectionEvents), ProjectionExamples.Events(routes.ServiceProvider.GetRequiredService<BusinessCalendar>()))))
            .WithMetadata(answers)
            .Produces<ProjectionDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
            .Fails([ProblemKind.MalformedJson, ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType, .. Failures]);
        projections.MapGet("/current", GetCurrentAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithName("GetCurrentProjection")
            .WithSummary("What the running day, week or month will have sold when it is over")
            .WithDescription(ProjectionDocs.Nowcast)
            .WithMetadata(new QueryDocs(ProjectionDocs.NowcastParameters))
            .WithMetadata(new AnswerDocs(ProjectionExamples.Nowcast, new(AnswerFormat.Csv.MediaType, ProjectionExamples.NowcastCsv), new(AnswerFormat.NdJson.MediaType, ProjectionExamples.NowcastNdJson)))
            .Produces<NowcastDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
            .Fails(Failures);
        projections.MapGet("/track-record", GetTrackRecordAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.AllStores)
            .WithName("GetTrackRecord")
            .WithSummary("What became of the projections that were issued")
            .WithDescription(ProjectionDocs.TrackRecord)
            .WithMetadata(new AnswerDocs(ProjectionExamples.TrackRecord))
            .Produces<TrackRecordDocument>()
            .Fails(ProblemKind.ValidationFailed, ProblemKind.NotFound);
    }

    static ProblemKind[] Failures =>
    [
        ProblemKind.ValidationFailed, ProblemKind.CurrencyAmbiguous, ProblemKind.TooManySeries, ProblemKind.StoreForbidden, ProblemKind.NotAcceptable,
        ProblemKind.ValueOutOfRange,
    ];

    /// <summary>400 names every parameter that is wrong.</summary>
    static async Task<IResult> GetSalesAsync(
        HttpContext context, Caller caller, ProjectionRunner runner, BusinessCalendar calendar, [FromServices] ITrackRecord? record, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var query = ProjectionParameters.Read(parameters, calendar.Now, calendar.Zone, caller.Stores);
        if (Refuse(parameters, format, query, caller) is { } refusal)
        {
            return refusal;
        }

        var (run, problem) = await runner.ProjectAsync(query!, cancellationToken);
        if (run is null)
        {
            return problem!;
        }

        record?.Offer(new IssuedAnswer(run.Query, run.Projection, run.Currency, calendar.Now));
        return ProjectionAnswer.Of(run, format!);
    }

    /// <summary>As the GET, with the projected periods changed by the events. What-ifs are no part of the track record.</summary>
    static async Task<IResult> PostSalesAsync(
        HttpContext context, Caller caller, ProjectionRunner runner, BusinessCalendar calendar, BodyBudget budget, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var query = ProjectionParameters.Read(parameters, calendar.Now, calendar.Zone, caller.Stores);
        if (Refuse(parameters, format, query, caller) is { } refusal)
        {
            return refusal;
        }

        var (events, unreadable) = await ReadEventsAsync(context, budget);
        if (events is null)
        {
            return unreadable!;
        }

        query = query! with { Events = [.. events.Select(each => each.Repeated(query))] };
        if (SalesEventRules.Check(query.Events, query) is { Count: > 0 } errors)
        {
            return Problem.Invalid(errors);
        }

        var (run, problem) = await runner.ProjectAsync(query, cancellationToken);
        return run is null ? problem! : ProjectionAnswer.Of(run, format!);
    }

    static async Task<(IReadOnlyList<SalesEvent>? Events, Problem? Refusal)> ReadEventsAsync(HttpContext context, BodyBudget budget)
    {
        if (MediaTypes.OfBody(context.Request, MediaTypes.Json) is null)
        {
            return (null, MediaTypes.Unsupported(MediaTypes.Json));
        }

        using var body = await RequestBody.ReadAsync(context, ProjectionEventsReader.MaxBytes, budget);
        return ProjectionEventsReader.Read(body.Memory);
    }

    /// <summary>It takes no parameter, and says so: an answer that ignores <c>measure=units</c> looks like one about units.</summary>
    static async Task<IResult> GetTrackRecordAsync(HttpContext context, [FromServices] ITrackRecord? record, CancellationToken cancellationToken) =>
        context.Request.Query.Count > 0 ? Problem.Invalid([.. context.Request.Query.Keys.Select(name => new InputError(name, "There is no such parameter: the record is given whole."))])
        : record is null ? new Problem(ProblemKind.NotFound, "This store keeps no track record.")
        : TypedResults.Ok(TrackRecordDocument.Of(await record.ReadAsync(cancellationToken)));

    static async Task<IResult> GetCurrentAsync(
        HttpContext context, Caller caller, ProjectionRunner runner, BusinessCalendar calendar, StoreDirectory stores, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var clocks = NowcastParameters.NeedsClocks(parameters) ? await stores.ReadLiveAsync(calendar.Today, cancellationToken) : null;
        var query = NowcastParameters.Read(parameters, calendar.Now, calendar.Zone, caller.Stores, clocks);
        if (Refuse(parameters, format, query?.Rest, caller) is { } refusal)
        {
            return refusal;
        }

        var (run, problem) = await runner.NowcastAsync(query!, cancellationToken);
        return run is null ? problem! : NowcastAnswer.Of(run, format!);
    }

    /// <summary>Null when the question can be answered: then there is a query and a format.</summary>
    static Problem? Refuse(QueryParameters parameters, AnswerFormat? format, ProjectionQuery? query, Caller caller) =>
        query is null || parameters.Errors.Count > 0 ? Problem.Invalid(parameters.Errors)
        : format is null ? new Problem(ProblemKind.NotAcceptable, $"Projections come as {string.Join(", ", AnswerFormat.All.Select(known => known.MediaType))}.")
        : InsightEndpoints.Forbidden(query.Sales, caller);
}
