namespace GadgetSales.Api.Access;

/// <summary>Who may call an endpoint, as endpoint metadata. An endpoint with neither a rule nor AllowAnonymous answers nobody.</summary>
public sealed record AccessRule(string Scope, StoreRule Stores);

public static class AccessRuleExtensions
{
    /// <summary>The caller needs <paramref name="scope"/> (one of <see cref="Scopes"/>; admin has them all), and <paramref name="rule"/> says how stores are kept apart.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope, StoreRule rule)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(scope, rule));
}
