using System.Globalization;
using GadgetSales.Api.Projections;
using GadgetSales.Api.Reconciliation;
using GadgetSales.Api.Stores;
using GadgetSales.Core.Sales;
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
    public const string FoundSale = nameof(FoundSale);
    public const string SalePage = nameof(SalePage);
    public const string BatchResult = nameof(BatchResult);
    public const string Problem = nameof(Problem);

    /// <summary>The chapters of the page, in the order a newcomer reads them.</summary>
    static readonly (string Name, string Description)[] Tags =
    [
        ("Sales", "Post and read sales"),
        ("Stores", "Stores, their clocks and tills"),
        ("Reconciliation", "Does what was recorded agree with the tills?"),
        ("Insights", "What was sold"),
        ("Projections", "What will be sold"),
        ("Operations", "How the service is doing"),
        ("Health", "What an orchestrator asks"),
    ];

    const string Line = "SaleLine";
    const string RecordedLine = "RecordedSaleLine";
    const string Payment = "Payment";
    const string Voided = "VoidedSale";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new OpenApiComponents();
        var schemas = swaggerDoc.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        schemas[Line] = Object(
            "A line of a receipt. Quantities and amounts are positive whatever the type of the receipt.", [.. Members(SaleMembers.Line, swaggerDoc)]);
        schemas[RecordedLine] = Object(
            "A line as the ledger holds it: with its shares of what was given for the whole sale.", [.. Members(SaleMembers.RecordedLine, swaggerDoc)]);
        schemas[Payment] = Object("A payment.", [.. Members(SaleMembers.Payment, swaggerDoc)]);
        schemas[Sale] = Object("A receipt as a till posts it. Other members are refused.", [.. Members(SaleMembers.Posted, swaggerDoc)]);
        schemas[Voided] = VoidedSchema(swaggerDoc);
        schemas[RecordedSale] = Object(
            "A sale as the ledger holds it: what was posted with its defaults, and what recording added. Optional members that were not given are left out.",
            [.. Members(SaleMembers.Recorded, swaggerDoc)]);
        schemas[FoundSale] = Object(
            "A recorded sale with what later receipts did to it.",
            [
                .. Members(SaleMembers.Recorded, swaggerDoc),
                ("voidedBy", Text("The void that cancels it; absent where none does.")),
                ("returns", List(Text("A sale id."), "The returns that name it; absent where none does.")),
            ]);
        schemas[SalePage] = Object(
            "A page of recorded sales, newest last.",
            ("sales!", List(Ref(RecordedSale, swaggerDoc), "Ordered by soldAt, then saleId.")),
            ("nextCursor!", Text("Pass it as `cursor` for the next page; null on the last.", 512).Nullable()));
        schemas[BatchResult] = BatchSchema(swaggerDoc);
        schemas[Problem] = ProblemSchema();
        foreach (var body in (Type[])[typeof(ProjectionEvents), typeof(StoreBody), typeof(ZReportBody), typeof(ExplanationBody)])
        {
            context.SchemaGenerator.GenerateSchema(body, context.SchemaRepository);
        }

        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
    }

    static List<(string Name, IOpenApiSchema Schema)> Members(ObjectMembers members, OpenApiDocument document) =>
        [.. members.Rules.Select(rule => (rule.Required ? rule.Name + "!" : rule.Name, SchemaOf(rule, document, members == SaleMembers.Recorded ? RecordedLine : Line)))];

    static IOpenApiSchema SchemaOf(MemberRule rule, OpenApiDocument document, string line)
    {
        IOpenApiSchema schema = rule.Shape switch
        {
            MemberShape.Id => Text(rule.Meaning, (int)rule.Max!, SaleId.Pattern),
            MemberShape.Text => Text(rule.Meaning, (int)rule.Max!),
            MemberShape.Choice => Choice(rule.Meaning, (string?)rule.Default, [.. rule.Choices]),
            MemberShape.Integer => Integer(rule.Meaning, rule.Min, rule.Max, (long?)rule.Default),
            MemberShape.Quantity => Quantity(rule),
            MemberShape.Flag => Flag(rule.Meaning, (bool?)rule.Default),
            MemberShape.Time => Text(rule.Meaning, format: "date-time"),
            MemberShape.Date => Text(rule.Meaning, format: "date"),
            MemberShape.Currency => Text(rule.Meaning, (int)rule.Max!, "^[A-Z]{3}$"),
            MemberShape.Lines => List(Ref(line, document), rule.Meaning, null, (int)rule.Max!),
            MemberShape.Payments => List(Ref(Payment, document), rule.Meaning, null, (int)rule.Max!),
            MemberShape.Metadata => Texts(rule),
            _ => Ref(Voided, document),
        };
        return rule.Nullable ? ((OpenApiSchema)schema).Nullable() : schema;
    }

    static OpenApiSchema VoidedSchema(OpenApiDocument document) => Object(
        "What a void cancels.",
        ("type!", Choice("The type of the original.", null, "sale", "return")),
        ("registerId", Text("Its till.").Nullable()),
        ("channel", Text("Its channel.").Nullable()),
        ("training", Flag("Whether it was for training.")),
        ("taxIncluded", Flag("Whether its amounts hold the tax.", fallback: true)),
        ("tipMinor", Integer("Its tip.", 0)),
        ("roundingMinor", Integer("Its rounding.", -SaleMembers.MaxRoundingMinor, SaleMembers.MaxRoundingMinor)),
        ("lines!", List(Ref(RecordedLine, document), "Its lines.")),
        ("payments", List(Ref(Payment, document), "Its payments.")));

    /// <summary>Thousandths are the finest that a quantity holds.</summary>
    static OpenApiSchema Quantity(MemberRule rule) => new()
    {
        Type = JsonSchemaType.Number,
        Description = rule.Meaning,
        Maximum = rule.Max?.ToString(CultureInfo.InvariantCulture),
        MultipleOf = 0.001m,
    };

    static OpenApiSchema Texts(MemberRule rule) => new()
    {
        Type = JsonSchemaType.Object,
        Description = rule.Meaning,
        MaxProperties = SaleMembers.MaxMetadata,
        AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = SaleMembers.MaxMetadataValue },
    };

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
