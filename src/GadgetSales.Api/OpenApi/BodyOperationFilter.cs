using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GadgetSales.Api.OpenApi;

/// <summary>Writes <see cref="BodyDocs"/>, <see cref="ResultDocs"/> and <see cref="ValueDocs"/> into the OpenAPI document.</summary>
public sealed class BodyOperationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var metadata in context.ApiDescription.ActionDescriptor.EndpointMetadata)
        {
            switch (metadata)
            {
                case BodyDocs body:
                    operation.RequestBody = BodyOf(body, context.Document);
                    break;
                case ResultDocs result:
                    operation.Responses ??= [];
                    operation.Responses.Remove("200");
                    break;
                case ValueDocs value:
                    AddParameter(operation, value);
                    break;
            }
        }

        foreach (var result in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ResultDocs>())
        {
            operation.Responses![result.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = ResponseOf(result, context.Document);
        }
    }

    static OpenApiRequestBody BodyOf(BodyDocs body, OpenApiDocument document) => new()
    {
        Required = true,
        Description = body.Description,
        Content = body.Forms.ToDictionary(form => form.MediaType, form => (IOpenApiMediaType)MediaOf(form, document), StringComparer.Ordinal),
    };

    static OpenApiMediaType MediaOf(BodyForm form, OpenApiDocument document)
    {
        var media = new OpenApiMediaType { Schema = SchemaOf(form, document) };
        if (form.Examples is [var only])
        {
            // Swagger UI loses a list of examples when another media type is chosen, but not a single one.
            media.Example = ValueOf(form, only);
        }
        else
        {
            media.Examples = form.Examples.ToDictionary(
                example => example.Name, example => (IOpenApiExample)new OpenApiExample { Summary = example.Summary, Value = ValueOf(form, example) }, StringComparer.Ordinal);
        }

        return media;
    }

    static JsonNode ValueOf(BodyForm form, BodyExample example) => form.SchemaId is null ? example.Text : example.AsJson();

    static IOpenApiSchema SchemaOf(BodyForm form, OpenApiDocument document) => form switch
    {
        { SchemaId: null } => new OpenApiSchema { Type = JsonSchemaType.String },
        { IsArray: true } => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(form.SchemaId, document) },
        _ => new OpenApiSchemaReference(form.SchemaId, document),
    };

    static OpenApiResponse ResponseOf(ResultDocs result, OpenApiDocument document) => new()
    {
        Description = result.Description,
        Headers = result.Headers.ToDictionary(header => header.Name, header => (IOpenApiHeader)new OpenApiHeader
        {
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        }, StringComparer.Ordinal),
        Content = new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaTypes.Json] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(result.SchemaId, document),
                Example = result.JsonExample is null ? null : JsonNode.Parse(result.JsonExample),
            },
        },
    };

    static void AddParameter(OpenApiOperation operation, ValueDocs value)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = value.Name,
            In = value.IsHeader ? ParameterLocation.Header : ParameterLocation.Path,
            Required = !value.IsHeader,
            Description = value.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = value.IsHeader ? null : value.Example,
        });
    }
}
