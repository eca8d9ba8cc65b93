using GadgetSales.Api.Sales;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GadgetSales.Api.OpenApi;

/// <summary>Declares every problem an endpoint can answer with: its own (<see cref="FailsMetadata"/>) and those of every endpoint, each with an example.</summary>
public sealed class ProblemOperationFilter(AccessMode mode) : IOperationFilter
{
    static readonly ProblemKind[] OfEvery = [ProblemKind.InternalError];
    static readonly ProblemKind[] OfProtected = [ProblemKind.NotAcceptable, ProblemKind.RateLimited, ProblemKind.Overloaded];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var kinds = metadata.OfType<FailsMetadata>().SelectMany(fails => fails.Kinds).Concat(OfEvery);
        if (metadata.OfType<AccessRule>().LastOrDefault() is { } rule)
        {
            kinds = kinds.Concat(OfProtected).Concat(OfAccess(rule));
        }

        foreach (var status in kinds.Distinct().GroupBy(kind => kind.Status).OrderBy(group => group.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = ResponseOf([.. status], context.Document);
        }
    }

    IEnumerable<ProblemKind> OfAccess(AccessRule rule) => mode == AccessMode.Open
        ? [ProblemKind.LocalOnly]
        : [ProblemKind.Unauthenticated, ProblemKind.ScopeMissing, .. rule.Stores == StoreRule.AllStores ? new[] { ProblemKind.AllStoresNeeded } : []];

    static OpenApiResponse ResponseOf(ProblemKind[] kinds, OpenApiDocument document) => new()
    {
        Description = string.Join(" ", kinds.Select(kind => $"`{kind.Code}`: {kind.Title}")),
        Content = new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal)
        {
            [Problem.MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(SaleSchemas.Problem, document),
                Examples = kinds.ToDictionary(kind => kind.Code, ExampleOf, StringComparer.Ordinal),
            },
        },
    };

    static IOpenApiExample ExampleOf(ProblemKind kind) => new OpenApiExample { Summary = kind.Title, Value = JsonOf(kind) };

    static JsonNode JsonOf(ProblemKind kind)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            new Problem(kind).WriteTo(json, "4bf92f3577b34da6a3ce929d0e0e4736");
        }

        return JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!;
    }
}
