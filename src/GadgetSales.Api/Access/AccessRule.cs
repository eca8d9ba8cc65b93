namespace GadgetSales.Api.Access;

/// <summary>Who may call an endpoint, as endpoint metadata. An endpoint with neither a rule nor AllowAnonymous answers nobody.</summary>
public sealed record AccessRule(string Scope, StoreRule Stores);

public static class AccessRuleExtensions
{
    /// <summary>The caller needs <paramref name="scope"/> (one of <see cref="Scopes"/>; admin has them all), and <paramref name="rule"/> says how stores are kept apart.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope, StoreRule rule)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(scope, rule));
}

/// <summary>How an endpoint keeps a key that covers some stores away from the others.</summary>
public enum StoreRule
{
    /// <summary>Nothing in the answer belongs to a store.</summary>
    NoStoreData,

    /// <summary>The route value <c>storeId</c> is checked before the endpoint runs: 403 <c>store_forbidden</c>.</summary>
    Route,

    /// <summary>The endpoint checks the store named in the body with <see cref="Caller.Covers"/>: 403 <c>store_forbidden</c> at <c>/storeId</c>.</summary>
    Body,

    /// <summary>The endpoint narrows its answer to <see cref="Caller.Stores"/>; what lies outside looks as if it did not exist.</summary>
    Filter,

    /// <summary>The answer cannot be narrowed, so only keys for all stores may ask: 403 <c>all_stores_needed</c>.</summary>
    AllStores,
}
