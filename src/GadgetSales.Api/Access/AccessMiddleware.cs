using Microsoft.AspNetCore.Authorization;

namespace GadgetSales.Api.Access;

/// <summary>
/// Lets a request through to its endpoint when the endpoint's <see cref="AccessRule"/> allows the caller. What has no rule and does not allow
/// anonymous callers answers nobody, so a forgotten rule fails closed.
/// </summary>
public sealed class AccessMiddleware(RequestDelegate next, ICallerSource callers)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || IsAnswerOfRouting(endpoint))
        {
            return next(context);
        }

        var (caller, refusal) = callers.Identify(context);
        refusal ??= endpoint.Metadata.GetMetadata<AccessRule>() is { } rule
            ? Refuse(rule, caller!, context)
            : new Problem(ProblemKind.ScopeMissing, "The endpoint has no access rule.");
        if (refusal is not null)
        {
            return refusal.ExecuteAsync(context);
        }

        context.Features.Set(caller);
        return next(context);
    }

    /// <summary>Routing's own endpoints, which answer 405 and 415, carry no metadata of ours and reveal nothing.</summary>
    static bool IsAnswerOfRouting(Endpoint endpoint) => endpoint is not RouteEndpoint;

    static Problem? Refuse(AccessRule rule, Caller caller, HttpContext context) =>
        !caller.Has(rule.Scope) ? new Problem(ProblemKind.ScopeMissing, $"Needed: {rule.Scope}.")
        : rule.Stores == StoreRule.AllStores && caller.Stores is not null ? new Problem(ProblemKind.AllStoresNeeded)
        : rule.Stores == StoreRule.Route && !caller.Covers(StoreInPath.Of(context))
            ? new Problem(ProblemKind.StoreForbidden) { Errors = [new InputError("/" + StoreInPath.RouteValue, "The API key does not cover this store.")] }
            : null;
}
