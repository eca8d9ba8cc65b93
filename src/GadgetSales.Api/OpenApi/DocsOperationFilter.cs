using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GadgetSales.Api.OpenApi;

/// <summary>Writes <see cref="QueryDocs"/> and <see cref="AnswerDocs"/> into the OpenAPI document.</summary>
public sealed class DocsOperationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var metadata in context.ApiDescription.ActionDescriptor.EndpointMetadata)
        {
            if (metadata is QueryDocs query)
            {
                operation.Parameters ??= [];
                foreach (var parameter in query.Parameters)
                {
                    operation.Parameters.Add(ParameterOf(parameter));
                }
            }
            else if (metadata is AnswerDocs answer)
            {
                Describe(operation, answer);
            }
        }
    }

    static OpenApiParameter ParameterOf(QueryParameterDoc doc)
    {
        var value = SchemaOf(doc);
        var isList = doc.Form != QueryParameterForm.Single;
        return new OpenApiParameter
        {
            Name = doc.Name,
            In = ParameterLocation.Query,
            Description = doc.Description,
            Style = ParameterStyle.Form,
            Explode = doc.Form != QueryParameterForm.CommaSeparated,
            Schema = isList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            Example = doc.Example is { } example ? ExampleOf(doc, example) : null,
        };
    }

    static OpenApiSchema SchemaOf(QueryParameterDoc doc)
    {
        var schema = new OpenApiSchema { Type = doc.Number is null ? JsonSchemaType.String : JsonSchemaType.Integer, Format = doc.Format, Pattern = doc.Pattern };
        if (doc.Choices.Count > 0)
        {
            schema.Enum = [.. doc.Choices.Select(choice => (JsonNode)choice)];
        }

        if (doc.Number is { } number)
        {
            schema.Minimum = number.Lowest.ToString(CultureInfo.InvariantCulture);
            schema.Maximum = number.Highest.ToString(CultureInfo.InvariantCulture);
        }

        if (doc.Default is { } value)
        {
            schema.Default = doc.Number is null ? value : int.Parse(value, CultureInfo.InvariantCulture);
        }

        return schema;
    }

    static JsonNode ExampleOf(QueryParameterDoc doc, string example) => doc.Form == QueryParameterForm.Single
        ? doc.Number is null ? example : int.Parse(example, CultureInfo.InvariantCulture)
        : new JsonArray([.. example.Split(',').Select(part => (JsonNode)part)]);

    static void Describe(OpenApiOperation operation, AnswerDocs answer)
    {
        if (operation.Responses?.TryGetValue("200", out var response) is not true || response.Content is not { } content)
        {
            return;
        }

        foreach (var media in content.Values.OfType<OpenApiMediaType>())
        {
            media.Example = JsonNode.Parse(answer.JsonExample);
        }

        foreach (var other in answer.Others)
        {
            content[other.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = other.Example };
        }
    }
}
