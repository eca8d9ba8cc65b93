using GadgetSales.Api.Health;

namespace GadgetSales.Api.Sales;

/// <summary>Posting and reading sales.</summary>
public static class SalesEndpoints
{
    static readonly HeaderDoc Replayed = new(PostSale.ReplayedHeader, "`true`");

    public static void MapSales(this IEndpointRouteBuilder routes)
    {
        var sales = routes.MapGroup("/v1").WithTags("Sales").WithMetadata(new AnswersAs(MediaTypes.Json));
        MapPosting(sales, routes.ServiceProvider);
        MapReading(sales, ActivatorUtilities.CreateInstance<ReadSales>(routes.ServiceProvider));
        MapTracing(sales, ActivatorUtilities.CreateInstance<TraceSale>(routes.ServiceProvider));
    }

    static void MapPosting(RouteGroupBuilder sales, IServiceProvider services)
    {
        RequestDelegate post = ActivatorUtilities.CreateInstance<PostSale>(services).HandleAsync;
        sales.MapPost("/sales", post)
            .RequireScope(Scopes.SalesWrite, StoreRule.Body)
            .WithName("PostSale")
            .WithSummary("Record a sale, return or void")
            .WithDescription("Answered when the sale is durable. The same sale again is answered 200 with what was recorded the first time, for ever; other content under the same id is 409 and names what differs.")
            .WithMetadata(post.Method, new QuietInLog(), SaleExamples.Single)
            .WithMetadata(new ValueDocs(PostSale.KeyHeader, "The id of a sale that has none in its body; one of the two is required. Both, and different: 400.", "", IsHeader: true))
            .WithMetadata(new ResultDocs(StatusCodes.Status201Created, "Recorded: the sale survives a crash.", SaleSchemas.RecordedSale, new HeaderDoc("Location", "Where to read it.")) { JsonExample = SaleExamples.RecordedText })
            .WithMetadata(new ResultDocs(StatusCodes.Status200OK, "Recorded earlier with the same content; nothing was written.", SaleSchemas.RecordedSale, Replayed) { JsonExample = SaleExamples.RecordedText })
            .Fails(
                ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.SaleIdRequired, ProblemKind.StoreForbidden, ProblemKind.SaleConflict, ProblemKind.BodyTooLarge,
                ProblemKind.UnsupportedMediaType, ProblemKind.OriginalNotFound, ProblemKind.OriginalAlreadyVoided, ProblemKind.OriginalIsVoid, ProblemKind.OriginalMismatch);

        RequestDelegate batch = ActivatorUtilities.CreateInstance<PostSaleBatch>(services).HandleAsync;
        sales.MapPost("/sales/batch", batch)
            .RequireScope(Scopes.SalesWrite, StoreRule.Body)
            .WithName("PostSaleBatch")
            .WithSummary("Record up to 1,000 sales")
            .WithDescription("Each sale is recorded on its own, in order, and a bad one does not stop the others. A body that is no array as a whole is 400 and nothing is recorded; a broken line of NDJSON is that item's rejection.")
            .WithMetadata(batch.Method, new QuietInLog(), SaleExamples.Batch)
            .WithMetadata(new ValueDocs(PostSale.KeyHeader, $"At most {BatchKey.MaxLength} characters: item i without a saleId gets KEY:i, from 0.", "", IsHeader: true))
            .WithMetadata(new ResultDocs(StatusCodes.Status200OK, "Every item has its outcome; recorded ones are durable.", SaleSchemas.BatchResult) { JsonExample = SaleExamples.BatchResultText })
            .Fails(ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.BodyTooLarge, ProblemKind.BatchTooLarge, ProblemKind.UnsupportedMediaType);
    }

    static void MapReading(RouteGroupBuilder sales, ReadSales read)
    {
        RequestDelegate find = read.FindAsync;
        sales.MapGet("/sales/{saleId}", find)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .WithName("GetSale")
            .WithSummary("Read a recorded sale")
            .WithDescription("Strongly consistent: what was acknowledged is found. `voidedBy` and `returns` name what later receipts did to it, where they did. A sale of a store that the key does not cover is as unknown as one that was never recorded.")
            .WithMetadata(find.Method, new ValueDocs("saleId", "The id it was posted with.", "LA-01:R2:1043"))
            .WithMetadata(new ResultDocs(StatusCodes.Status200OK, "The recorded sale.", SaleSchemas.FoundSale) { JsonExample = SaleExamples.RecordedText })
            .Fails(ProblemKind.ValidationFailed, ProblemKind.SaleNotFound);

        RequestDelegate external = read.FindExternalAsync;
        sales.MapGet("/sales", external)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .WithName("FindSales")
            .WithSummary("Find sales by the number of their source")
            .WithDescription("A list, since every shop has a #1001: ordered by soldAt and then saleId, newest last, of the stores that the key covers. Follow `nextCursor` until it is null.")
            .WithMetadata(external.Method, new QueryDocs(
            [
                new QueryParameterDoc(ReadSales.ExternalId, "The number as the source writes it. Required.") { Example = "#1001" },
                new QueryParameterDoc(ReadSales.StoreId, "Only the sales of this store.") { Example = "LA-01" },
                new QueryParameterDoc(ReadSales.Cursor, "`nextCursor` of the page before."),
                new QueryParameterDoc(ReadSales.Limit, "Sales on a page.") { Number = (1, ReadSales.MaxLimit), Default = "100" },
            ]))
            .WithMetadata(new ResultDocs(StatusCodes.Status200OK, "A page of sales.", SaleSchemas.SalePage))
            .Fails(ProblemKind.ValidationFailed);

        RequestDelegate list = read.ListAsync;
        sales.MapGet("/stores/{storeId}/sales", list)
            .RequireScope(Scopes.SalesRead, StoreRule.Route)
            .WithName("ListSales")
            .WithSummary("List a store's sales of a day")
            .WithDescription("Strongly consistent, ordered by soldAt and then saleId, newest last. Follow `nextCursor` until it is null; a store nobody knows has no sales.")
            .WithMetadata(list.Method, new ValueDocs("storeId", "The store.", "LA-01"))
            .WithMetadata(new QueryDocs(
            [
                new QueryParameterDoc(ReadSales.BusinessDate, "The trading day. Required.") { Format = "date", Example = "2019-04-19" },
                new QueryParameterDoc(ReadSales.Cursor, "`nextCursor` of the page before."),
                new QueryParameterDoc(ReadSales.Limit, "Sales on a page.") { Number = (1, ReadSales.MaxLimit), Default = "100" },
            ]))
            .WithMetadata(new ResultDocs(StatusCodes.Status200OK, "A page of sales.", SaleSchemas.SalePage))
            .Fails(ProblemKind.ValidationFailed, ProblemKind.StoreForbidden);
    }

    static void MapTracing(RouteGroupBuilder sales, TraceSale trace) => sales.MapGet("/sales/{saleId}/trace", trace.HandleAsync)
        .RequireScope(Scopes.SalesRead, StoreRule.Filter)
        .WithName("TraceSale")
        .WithSummary("Where a sale is on its way to the lake")
        .WithDescription("When it was sold and recorded, whether the feed has carried it and what the lake holds of it; the void that cancels it and the returns that name it.")
        .WithMetadata(new ValueDocs("saleId", "The id it was posted with.", "LA-01:R2:1043"), new AnswerDocs(SaleTrace.Example))
        .Produces<SaleTrace>(StatusCodes.Status200OK, MediaTypes.Json)
        .Fails(ProblemKind.ValidationFailed, ProblemKind.SaleNotFound, ProblemKind.LakeUnavailable);
}
