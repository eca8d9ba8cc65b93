using GadgetSales.Api.Projections;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using static GadgetSales.Api.OpenApi.Schemas;

namespace GadgetSales.Api.Sales;

/// <summary>
/// The components for JSON that is read and written without a serializer, so that nothing could derive them. Tests post what they allow and forbid.
/// </summary>
public sealed class SaleSchemas : IDocumentFilter
{
    public const string Sale = nameof(Sale);
    public const string RecordedSale = nameof(RecordedSale);
    public const string SalePage = nameof(SalePage);
    public const string BatchResult = nameof(BatchResult);
    public const string Problem = nameof(Problem);

    /// <summary>The chapters of the page, in the order a newcomer reads them.</summary>
    static readonly (string Name, string Description)[] Tags =
    [
        ("Sales", "Post and read sales"),
        ("Insights", "What was sold"),
        ("Projections", "What will be sold"),
        ("Operations", "How the service is doing"),
        ("Health", "What an orchestrator asks"),
    ];

    const string Line = "SaleLine";
    const string Voided = "VoidedSale";
    const long MaxPriceMinor = 1_000_000_000_000;

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new OpenApiComponents();
        var schemas = swaggerDoc.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        schemas[Line] = LineSchema();
        schemas[Sale] = Object("A receipt as a till posts it. Other members are refused.", [.. Content(swaggerDoc)]);
        schemas[Voided] = VoidedSchema(swaggerDoc);
        schemas[RecordedSale] = RecordedSchema(swaggerDoc);
        schemas[SalePage] = Object(
            "A page of recorded sales, newest last.",
            ("sales!", List(Ref(RecordedSale, swaggerDoc), "Ordered by soldAt, then saleId.")),
            ("nextCursor!", Text("Pass it as `cursor` for the next page; null on the last.", 512).Nullable()));
        schemas[BatchResult] = BatchSchema(swaggerDoc);
        schemas[Problem] = ProblemSchema();
        context.SchemaGenerator.GenerateSchema(typeof(ProjectionEvents), context.SchemaRepository);
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
    }

    static List<(string Name, IOpenApiSchema Schema)> Content(OpenApiDocument document) =>
    [
        ("saleId", Text("The permanent idempotency key. Absent: the Idempotency-Key header, else a UUIDv7 the server makes.", pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")),
        ("storeId!", Text("The store, trimmed.")),
        ("registerId", Text("The till within the store, trimmed.").Nullable()),
        ("receiptNumber", Integer("The till's own consecutive number, used to find gaps.", 1, long.MaxValue).Nullable()),
        ("type", Choice("A void has no lines and cancels all of its original.", "sale", "sale", "return", "void")),
        ("originalSaleId", Text("The receipt a return refers to (optional) or a void cancels (required).", pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$").Nullable()),
        ("soldAt!", Text("RFC 3339 with the store's offset; since 2000 and at most 24 hours ahead.", format: "date-time")),
        ("businessDate", Text("The trading day it counts for. Absent: the local date of soldAt.", format: "date").Nullable()),
        ("currency!", Text("ISO 4217, upper case. Every amount is in its minor unit.", 3, "^[A-Z]{3}$")),
        ("channel", Text("Such as store or web, trimmed.").Nullable()),
        ("lines", List(Ref(Line, document), "1 to 1,500 lines; none on a void.", null, 1_500)),
    ];

    static OpenApiSchema LineSchema() => Object(
        "A line of a receipt. Quantities and amounts are positive whatever the type of the receipt.",
        ("sku!", Text("Stock keeping unit, trimmed.")),
        ("name", Text("What the receipt says.", 200).Nullable()),
        ("category", Text("Product category, trimmed.").Nullable()),
        ("quantity!", Integer("Pieces.", 1, 100_000)),
        ("unitPriceMinor!", Integer("Price of one in the currency's minor unit.", 0, MaxPriceMinor)),
        ("discountMinor", Integer("Taken off the whole line, at most quantity × unitPriceMinor.", 0, fallback: 0)));

    static OpenApiSchema VoidedSchema(OpenApiDocument document) => Object(
        "What a void cancels.",
        ("type!", Choice("The type of the original.", null, "sale", "return")),
        ("registerId", Text("Its till.").Nullable()),
        ("channel", Text("Its channel.").Nullable()),
        ("lines!", List(Ref(Line, document), "Its lines.")));

    static OpenApiSchema RecordedSchema(OpenApiDocument document) => Object(
        "A sale as the ledger holds it: what was posted with its defaults, and what recording added. Optional members that were not given are left out.",
        [
            .. Content(document),
            ("version!", Integer("1 for every sale that was posted here.", 1)),
            ("totalMinor!", Integer("What the sale adds to revenue: negative for a return and for the void of a sale.")),
            ("units!", Integer("What the sale adds to units sold, with the same sign.")),
            ("recordedAt!", Text("When the ledger took it, UTC.", format: "date-time")),
            ("original", Ref(Voided, document)),
        ]);

    static OpenApiSchema BatchSchema(OpenApiDocument document) => Object(
        "What became of each item.",
        ("recorded!", Integer("Items that are new and durable.", 0)),
        ("replayed!", Integer("Items that were recorded before with the same content.", 0)),
        ("conflicts!", Integer("Items whose id is recorded with other content.", 0)),
        ("rejected!", Integer("Items that break a rule.", 0)),
        ("results!", List(
            Object(
                "One item.",
                ("index!", Integer("Its place in the batch, from 0; blank lines do not count.", 0)),
                ("saleId!", Text("Its id as far as it could be read.").Nullable()),
                ("status!", Choice("Its outcome.", null, "recorded", "replayed", "conflict", "rejected")),
                ("problem", Ref(Problem, document))),
            "In the order of the batch.")));

    static OpenApiSchema ProblemSchema()
    {
        var problem = Object(
            "An error (RFC 9457). Branch on `code`; show `title` and `detail` to people.",
            ("type!", Text("A URN made of the code.", 200)),
            ("title!", Text("What happened.", 200)),
            ("status!", Integer("The HTTP status.", 400, 599)),
            ("detail", Text("What happened this time.", 2_000)),
            ("code!", Text("Stable and snake_case.", 100, "^[a-z0-9_]+$")),
            ("retryable!", Flag("The same request may succeed later.")),
            ("traceId!", Text("Finds the request in the service's log.", 100)),
            ("errors", new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "JSON pointer of a member, or name of a parameter → what to fix.",
                AdditionalProperties = List(Text("What to fix.", 2_000), "Messages."),
            }),
            ("differences", List(Text("JSON pointer.", 200), "On `sale_conflict`: what differs from the recorded sale.")));
        problem.AdditionalPropertiesAllowed = true;
        return problem;
    }

    static OpenApiSchemaReference Ref(string id, OpenApiDocument document) => new(id, document);
}
