using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace GadgetSales.Api.OpenApi;

/// <summary>Short spellings of the schemas that JSON we read and write ourselves is described by.</summary>
static class Schemas
{
    public static OpenApiSchema Text(string description, int maxLength = 64, string? pattern = null, string? format = null) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        MinLength = format is null ? 1 : null,
        MaxLength = format is null ? maxLength : null,
        Pattern = pattern,
        Format = format,
    };

    public static OpenApiSchema Integer(string description, long? minimum = null, long? maximum = null, long? fallback = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Description = description,
        Minimum = minimum?.ToString(CultureInfo.InvariantCulture),
        Maximum = maximum?.ToString(CultureInfo.InvariantCulture),
        Default = fallback is { } value ? JsonValue.Create(value) : null,
    };

    public static OpenApiSchema Choice(string description, string? fallback, params ReadOnlySpan<string> choices) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. choices.ToArray().Select(choice => (JsonNode)choice)],
        Default = fallback is null ? null : JsonValue.Create(fallback),
    };

    public static OpenApiSchema Flag(string description, bool? fallback = null) => new()
    {
        Type = JsonSchemaType.Boolean,
        Description = description,
        Default = fallback is { } value ? JsonValue.Create(value) : null,
    };

    public static OpenApiSchema List(IOpenApiSchema items, string description, int? least = null, int? most = null) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description, MinItems = least, MaxItems = most };

    public static OpenApiSchema Nullable(this OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    /// <summary>An object of exactly these members; those whose name ends in <c>!</c> are required.</summary>
    public static OpenApiSchema Object(string description, params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> members)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = description,
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string>(StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
        };
        foreach (var (name, member) in members)
        {
            schema.Properties[name.TrimEnd('!')] = member;
            if (name.EndsWith('!'))
            {
                schema.Required.Add(name.TrimEnd('!'));
            }
        }

        return schema;
    }
}
