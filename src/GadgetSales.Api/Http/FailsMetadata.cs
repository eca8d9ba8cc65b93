namespace GadgetSales.Api.Http;

/// <summary>The problems an endpoint itself can answer with, for the OpenAPI document.</summary>
public sealed record FailsMetadata(IReadOnlyList<ProblemKind> Kinds);

public static class FailsExtensions
{
    /// <summary>
    /// Declares the problems an endpoint answers with. Those every endpoint shares (401, 403, 406, 429, 500, 503) need not be named.
    /// </summary>
    public static TBuilder Fails<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new FailsMetadata(kinds));
}
