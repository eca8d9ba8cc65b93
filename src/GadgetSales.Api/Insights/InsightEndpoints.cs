using GadgetSales.Api.Stores;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Insights;

/// <summary>What was sold.</summary>
public static class InsightEndpoints
{
    public static void MapInsights(this IEndpointRouteBuilder routes)
    {
        var insights = routes.MapGroup("/v1").WithTags("Insights");
        insights.MapGet("/insights/sales", GetSalesAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithName("GetInsights")
            .WithSummary("Measures of sales over time and dimensions")
            .WithDescription(InsightDocs.Insights)
            .WithMetadata(new QueryDocs(InsightDocs.Parameters))
            .WithMetadata(new AnswerDocs(InsightDocs.Example, new(AnswerFormat.Csv.MediaType, InsightDocs.CsvExample), new(AnswerFormat.NdJson.MediaType, InsightDocs.NdJsonExample)))
            .Produces<InsightDocument>(StatusCodes.Status200OK, AnswerFormat.Json.MediaType)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.CurrencyAmbiguous, ProblemKind.StoreForbidden, ProblemKind.NotAcceptable, ProblemKind.ValueOutOfRange);
    }

    /// <summary>400 names every parameter that is wrong; several currencies in one answer are 400 <c>currency_ambiguous</c> and listed.</summary>
    static async Task<IResult> GetSalesAsync(
        HttpContext context, Caller caller, [FromServices] ILakeReader lake, [FromServices] IPipelineStatus pipeline, BusinessCalendar calendar, StoreDirectory stores, CancellationToken cancellationToken)
    {
        var parameters = QueryParameters.Of(context.Request);
        var format = AnswerFormat.Of(context.Request, parameters);
        var now = calendar.Now;
        var reading = InsightParameters.Read(parameters, now, calendar.Zone, caller.Stores);
        if (reading.Query is not { } query)
        {
            return Problem.Invalid(parameters.Errors);
        }

        if (format is null)
        {
            return new Problem(ProblemKind.NotAcceptable, $"Insights come as {string.Join(", ", AnswerFormat.All.Select(known => known.MediaType))}.");
        }

        if (Forbidden(query, caller) is { } refusal)
        {
            return refusal;
        }

        // Read before the query: what the status calls delivered is then certainly in the answer.
        var status = await pipeline.ReadAsync(cancellationToken);
        var result = await new InsightRun(lake, reading, status, now, stores.Described).AskAsync(query.LikeForLike ? query with { StoreLives = stores.Lives } : query, cancellationToken);
        if (result.Table.IsCurrencyAmbiguous)
        {
            return await AmbiguousAsync(result.Query, lake, cancellationToken);
        }

        var complete = status is { Pending: 0, DataThrough: { } through } && result.Query.Span.To < reading.Today && result.Query.Span.To < calendar.DateOf(through);
        return InsightAnswer.Of(result, status.DataThrough, provisional: !complete, format);
    }

    /// <summary>An answer without a store that was asked for by name would look as if it had sold nothing.</summary>
    public static Problem? Forbidden(InsightQuery query, Caller caller)
    {
        InputError[] errors = [.. query.Filters.Where(filter => filter.Dimension == Dimension.Store && !filter.Excludes)
            .SelectMany(filter => filter.Values)
            .Where(store => store is not null && !caller.Covers(store))
            .Select(store => new InputError(Dimension.Store.Name, $"The API key does not cover store {store}."))];
        return errors.Length == 0 ? null : new Problem(ProblemKind.StoreForbidden) { Errors = errors };
    }

    /// <summary>Refuses an answer that would add up different currencies, and lists them.</summary>
    public static async Task<Problem> AmbiguousAsync(InsightQuery query, ILakeReader lake, CancellationToken cancellationToken)
    {
        var found = await lake.QueryAsync(InsightSql.Currencies(query), cancellationToken);
        string[] currencies = [.. found.Rows.Select(row => (string)row[0]!)];
        return new Problem(ProblemKind.CurrencyAmbiguous, $"Choose one with currency={currencies.FirstOrDefault()}, or keep them apart with groupBy=currency.")
        {
            Errors = [new InputError(Dimension.Currency.Name, $"The sales hold amounts in {string.Join(", ", currencies)}.")],
            Lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["currencies"] = currencies },
        };
    }
}
