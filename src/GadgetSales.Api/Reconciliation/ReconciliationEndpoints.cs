using GadgetSales.Api.Insights;
using GadgetSales.Api.Sales;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Reconciliation;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Reconciliation;

/// <summary>Does what was recorded agree with the tills?</summary>
public static class ReconciliationEndpoints
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services.AddSingleton<Reconciler>();

    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        var reconciliation = routes.MapGroup("/v1").WithTags("Reconciliation");
        reconciliation.MapGet("/reconciliation", GetAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .WithName("Reconcile")
            .WithSummary("Gaps and repeats of receipt numbers, and what else an auditor asks about")
            .WithDescription("Read from the ledger. Tills count on from day to day or start anew. The ledger records what happened: nothing reported here was refused, and all of it counts.")
            .WithMetadata(new QueryDocs(ReconciliationParameters.Docs), new AnswerDocs(ReconciliationDocument.Example))
            .Produces<ReconciliationDocument>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.StoreForbidden);
        reconciliation.MapGet("/reconciliation/z-reports", ListZReportsAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .WithName("ListZReports")
            .WithSummary("Z-reports against ledger and lake, with the sales that differ")
            .WithDescription("Each report of the store's dates beside what the recorded sales of its till (or store), date and currency come to, and what the lake holds of them.")
            .WithMetadata(new QueryDocs(ReconciliationParameters.Docs), new AnswerDocs(ZReportList.Example))
            .Produces<ZReportList>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.LakeUnavailable);
        reconciliation.MapPost("/reconciliation/z-reports", PostZReportAsync)
            .RequireScope(Scopes.SalesWrite, StoreRule.Body)
            .WithName("PostZReport")
            .WithSummary("Record what a till counted when it closed its day")
            .WithDescription("Durable when it is answered. The same report again is answered 200 with what was recorded first; other content under the same id is 409 and names what differs. A correction is another report.")
            .WithMetadata(new BodyDocs("The report.", new BodyForm(MediaTypes.Json, nameof(ZReportBody), new BodyExample("z-report", "A till's day", ZReportBody.Example))))
            .Produces<ZReport>(StatusCodes.Status201Created, MediaTypes.Json)
            .Produces<ZReport>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.ZReportConflict, ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType);
        reconciliation.MapPost("/reconciliation/explanations", ExplainAsync)
            .RequireScope(Scopes.Admin, StoreRule.Body)
            .WithName("ExplainGap")
            .WithSummary("Say why receipt numbers are missing")
            .WithDescription("Kept with who said it and when, and never taken back: the gap stays explained, also when late receipts make it smaller. It holds for gaps within a week of `businessDate`. The same words again are answered 200.")
            .WithMetadata(new BodyDocs("The explanation.", new BodyForm(MediaTypes.Json, nameof(ExplanationBody), new BodyExample("explanation", "Two test prints", ExplanationBody.Example))))
            .Produces<Explanation>(StatusCodes.Status201Created, MediaTypes.Json)
            .Produces<Explanation>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType);
    }

    static async Task<IResult> GetAsync(HttpContext context, Caller caller, Reconciler reconciler, BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        var (question, refusal) = ReconciliationParameters.Read(context, caller, calendar.Today);
        return question is { } asked ? TypedResults.Ok(await reconciler.RunAsync(asked.StoreId, asked.Span, cancellationToken)) : refusal!;
    }

    static async Task<IResult> ListZReportsAsync(
        HttpContext context, Caller caller, [FromServices] ISalesLedger ledger, [FromServices] ILedgerNotes notes, [FromServices] ILakeReader lake, [FromServices] IPipelineStatus pipeline,
        BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        var (question, refusal) = ReconciliationParameters.Read(context, caller, calendar.Today);
        if (question is not { } asked)
        {
            return refusal!;
        }

        // Read before the lake is asked: what it calls delivered is then certainly in the answer.
        var status = await pipeline.ReadAsync(cancellationToken);
        var days = new StoreDays(ledger, asked.StoreId, cancellationToken);
        List<ZReportComparison> reports = [];
        foreach (var report in await ReconciliationNotes.ZReportsAsync(notes, asked.StoreId, asked.Span, cancellationToken))
        {
            var inLake = ZReportComparison.Read(await lake.QueryAsync(ZReportComparison.Question(report), cancellationToken));
            reports.Add(ZReportComparison.Of(report, await days.ReadAsync(report.BusinessDate), inLake));
        }

        return TypedResults.Ok(new ZReportList(asked.StoreId, asked.Span.From, asked.Span.To, reports, status.DataThrough));
    }

    static async Task<IResult> PostZReportAsync(HttpContext context, Caller caller, [FromServices] ILedgerNotes notes, BodyBudget budget, TimeProvider time)
    {
        var (body, refusal) = await ReadAsync(context, budget, ZReportReader.Members);
        if (body is null)
        {
            return refusal!;
        }

        if (ZReportReader.Read(body, time.GetUtcNow()) is not { } report)
        {
            return Problem.Invalid(body.Errors);
        }

        if (!caller.Covers(report.StoreId))
        {
            return SaleProblems.ForeignStore();
        }

        var (kept, isNew) = await ReconciliationNotes.AddAsync(notes, report, CancellationToken.None);
        if (isNew)
        {
            return TypedResults.Json(kept, statusCode: StatusCodes.Status201Created);
        }

        var differences = caller.Covers(kept.StoreId) ? kept.DifferencesFrom(report) : ["/storeId"];
        context.Response.Headers[PostSale.ReplayedHeader] = differences.Count == 0 ? "true" : default;
        return differences.Count == 0 ? TypedResults.Ok(kept) : new Problem(ProblemKind.ZReportConflict)
        {
            Lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["differences"] = differences },
        };
    }

    static async Task<IResult> ExplainAsync(HttpContext context, Caller caller, [FromServices] ILedgerNotes notes, BodyBudget budget, TimeProvider time)
    {
        var (body, refusal) = await ReadAsync(context, budget, ExplanationReader.Members);
        if (body is null)
        {
            return refusal!;
        }

        if (ExplanationReader.Read(body, caller.Name, time.GetUtcNow()) is not { } explanation)
        {
            return Problem.Invalid(body.Errors);
        }

        if (!caller.Covers(explanation.StoreId))
        {
            return SaleProblems.ForeignStore();
        }

        var (kept, isNew) = await ReconciliationNotes.AddAsync(notes, explanation, CancellationToken.None);
        return TypedResults.Json(kept, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static async Task<(BodyObject? Body, Problem? Refusal)> ReadAsync(HttpContext context, BodyBudget budget, string[] members)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown([]);
        return parameters.Errors.Count > 0 ? (null, Problem.Invalid(parameters.Errors)) : await BodyObject.ReadAsync(context, budget, members);
    }
}
