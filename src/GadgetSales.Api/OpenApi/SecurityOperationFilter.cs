using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GadgetSales.Api.OpenApi;

/// <summary>Says of each operation with an access rule that one of the key schemes is needed, and which scope.</summary>
public sealed class SecurityOperationFilter(string bearer, string header) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault() is not { } rule)
        {
            return;
        }

        operation.Description = $"{operation.Description}\n\nNeeds a key with the scope `{rule.Scope}`.".Trim();
        operation.Security = [.. new[] { bearer, header }.Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
        })];
    }
}
