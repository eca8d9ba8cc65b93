using GadgetSales.Api.Insights;
using GadgetSales.Api.Stores;
using GadgetSales.Projections.Series;
using GadgetSales.Projections.TrackRecord;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Projections;

/// <summary>What will be sold.</summary>
public static class ProjectionEndpoints
{
    public static IServiceCollection AddProjections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NightlyOptions>().Bind(configuration.GetSection(NightlyOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ProjectionMetrics>().AddSingleton<ProjectionRunner>().AddHostedService<NightlyProjections>();
    }

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
            .WithMetadata(new QueryDocs(ProjectionDocs.TrackRecordParameters))
            .WithMetadata(new AnswerDocs(ProjectionExamples.TrackRecord))
            .Produces<TrackRecordDocument>()
            .Fails(ProblemKind.ValidationFailed, ProblemKind.NotFound);
        projections.MapGet("/track-record/points", GetTrackRecordPointsAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.AllStores)
            .WithName("GetTrackRecordPoints")
            .WithSummary("Issued projections, value by value, next to what was sold")
            .WithDescription(ProjectionDocs.TrackRecordPoints)
            .WithMetadata(new QueryDocs(ProjectionDocs.TrackRecordPointParameters))
            .WithMetadata(new AnswerDocs(ProjectionExamples.TrackRecordPoints))
            .Produces<TrackRecordPointsDocument>()
            .Fails(ProblemKind.ValidationFailed, ProblemKind.NotFound);
        routes.MapAnomalies();
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

    /// <summary>It takes no filter, and says so: an answer that ignores <c>measure=units</c> looks like one about units.</summary>
    static async Task<IResult> GetTrackRecordAsync(HttpContext context, [FromServices] ITrackRecord? record, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var parts = TrackRecordParameters.Read(parameters);
        return parameters.Errors.Count > 0 ? Problem.Invalid(parameters.Errors)
            : record is null ? NoRecord
            : TypedResults.Ok(TrackRecordDocument.Of(await record.ReadAsync(parts, cancellationToken)));
    }

    static async Task<IResult> GetTrackRecordPointsAsync(HttpContext context, [FromServices] ITrackRecord? record, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var query = TrackRecordParameters.ReadPoints(parameters);
        return parameters.Errors.Count > 0 ? Problem.Invalid(parameters.Errors)
            : record is null ? NoRecord
            : TypedResults.Ok(TrackRecordPointsDocument.Of(await record.ReadPointsAsync(query, cancellationToken), query.Limit));
    }

    static Problem NoRecord => new(ProblemKind.NotFound, "This store keeps no track record.");

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
    internal static Problem? Refuse(QueryParameters parameters, AnswerFormat? format, ProjectionQuery? query, Caller caller) =>
        query is null || parameters.Errors.Count > 0 ? Problem.Invalid(parameters.Errors)
        : format is null ? new Problem(ProblemKind.NotAcceptable, $"Projections come as {string.Join(", ", AnswerFormat.All.Select(known => known.MediaType))}.")
        : InsightEndpoints.Forbidden(query.Sales, caller);
}
