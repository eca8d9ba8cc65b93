namespace GadgetSales.Api.Access;

/// <summary>Callers by the key they send: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>.</summary>
public sealed class ApiKeyCallers(KeyRing keys) : ICallerSource
{
    public const string HeaderName = "X-Api-Key";

    const string Bearer = "Bearer ";

    public (Caller? Caller, Problem? Refusal) Identify(HttpContext context)
    {
        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        var key = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization.AsSpan(Bearer.Length).Trim() : headers[HeaderName].ToString();
        if (!key.IsEmpty && keys.Find(key) is { } caller)
        {
            return (caller, null);
        }

        context.Response.Headers.WWWAuthenticate = key.IsEmpty ? "Bearer realm=\"GadgetSales\"" : "Bearer realm=\"GadgetSales\", error=\"invalid_token\"";
        return (null, new Problem(ProblemKind.Unauthenticated, key.IsEmpty
            ? "Send the key as Authorization: Bearer KEY or as X-Api-Key: KEY."
            : "The key is unknown or revoked."));
    }
}
