using System.Reflection;

namespace GadgetSales.Api.Access;

/// <summary>Who asks, as an endpoint parameter. In Open mode: <see cref="Everyone"/>.</summary>
/// <param name="Name">Names the key in logs and limits; never the key itself.</param>
/// <param name="Scopes">What the key may do.</param>
/// <param name="Stores">The stores the key covers, compared as they are written; null for all of them.</param>
public sealed record Caller(string Name, IReadOnlySet<string> Scopes, IReadOnlySet<string>? Stores) : IBindableFromHttpContext<Caller>
{
    /// <summary>All scopes and all stores.</summary>
    public static readonly Caller Everyone = new("open", new HashSet<string>(Core.Access.Scopes.All, StringComparer.Ordinal), null);

    public bool Has(string scope) => Scopes.Contains(scope) || Scopes.Contains(Core.Access.Scopes.Admin);

    public bool Covers(string storeId) => Stores is null || Stores.Contains(storeId);

    /// <summary>Throws where no access rule ran: an endpoint must not guess who calls it.</summary>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint asks for its caller but has no RequireScope.");

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Caller?>(Of(context));
}

/// <summary>Says who sends a request, or why nobody may send it. One of the two is null.</summary>
public interface ICallerSource
{
    (Caller? Caller, Problem? Refusal) Identify(HttpContext context);
}
