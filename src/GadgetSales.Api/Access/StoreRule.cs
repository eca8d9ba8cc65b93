namespace GadgetSales.Api.Access;

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
