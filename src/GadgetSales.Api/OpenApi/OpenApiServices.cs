using GadgetSales.Api.Sales;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GadgetSales.Api.OpenApi;

/// <summary>The OpenAPI document at /openapi/v1.json and the page to try it at /swagger. All of it is served from here.</summary>
public static class OpenApiServices
{
    const string Document = "v1";
    const string DocumentPath = $"/openapi/{Document}.json";

    /// <summary>Swagger UI takes every media type with "json" in its name for JSON and quotes the example of lines as one JSON string; this takes the quotes off.</summary>
    const string LinesAsTheyAre =
        "(request) => { if (request.headers && request.headers['Content-Type'] === '" + MediaTypes.NdJson + "' && /^\\s*\"/.test(request.body)) { request.body = JSON.parse(request.body); } return request; }";

    const string Introduction = """
        Tills post their sales, each recorded durably exactly once; analysts ask what was sold and what will be.

        - **Amounts** are integers in the currency's minor unit (cents).
        - **The same sale again** is a replay (200), so a till may retry for ever; other content under the same id is a conflict (409).
        - **Errors** are `application/problem+json` with a stable `code`, `retryable` and `traceId`.
        """;

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services, IConfiguration configuration)
    {
        var mode = configuration.GetEnum($"{AccessOptions.Section}:{nameof(AccessOptions.Mode)}", AccessMode.Open);
        return services.AddEndpointsApiExplorer().AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Document, new OpenApiInfo { Title = "GadgetSales", Version = Document, Description = Introduction });
            options.SupportNonNullableReferenceTypes();
            options.MapType<AnswerRow>(() => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() });
            foreach (var comments in Directory.EnumerateFiles(AppContext.BaseDirectory, "GadgetSales.*.xml"))
            {
                options.IncludeXmlComments(comments);
            }

            // The comments on handlers speak to their readers; what a caller must know is said with the endpoint.
            options.OperationFilterDescriptors.RemoveAll(filter => filter.Type == typeof(XmlCommentsOperationFilter));
            options.OperationFilter<BodyOperationFilter>();
            options.OperationFilter<DocsOperationFilter>();
            options.OperationFilter<ProblemOperationFilter>(mode);
            options.DocumentFilter<SaleSchemas>();
            if (mode == AccessMode.ApiKeys)
            {
                AddKeys(options);
            }
        });
    }

    /// <summary>Must come before access is checked: the page and the document are for everyone. Other requests pass by without being looked at closer.</summary>
    public static IApplicationBuilder UseOpenApi(this IApplicationBuilder app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal),
        docs =>
        {
            docs.UseSwagger(options => options.RouteTemplate = "openapi/{documentName}.json");
            docs.UseSwaggerUI(options =>
            {
                options.DocumentTitle = "GadgetSales";
                options.SwaggerEndpoint(DocumentPath, "GadgetSales v1");
                options.EnableDeepLinking();
                options.EnableTryItOutByDefault();
                options.DisplayRequestDuration();
                options.EnablePersistAuthorization();
                options.DefaultModelsExpandDepth(0);
                options.UseRequestInterceptor(LinesAsTheyAre);
            });
        });

    /// <summary>Leads people who open the bare address to the page.</summary>
    public static void MapStartPage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => TypedResults.Redirect("/swagger/index.html")).AllowAnonymous().ExcludeFromDescription();

    static void AddKeys(SwaggerGenOptions options)
    {
        const string bearer = "bearer";
        const string header = "apiKey";
        options.AddSecurityDefinition(bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key from `gadgetsales keys create`.",
        });
        options.AddSecurityDefinition(header, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyCallers.HeaderName,
            Description = "The same key in a header of its own.",
        });
        options.OperationFilter<SecurityOperationFilter>(bearer, header);
    }
}
