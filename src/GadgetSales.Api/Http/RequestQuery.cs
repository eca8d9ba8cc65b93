using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Http;

/// <summary>The query string as the checks of parameters read it: every value of every name, a name without value as an empty one.</summary>
public static class RequestQuery
{
    public static QueryParameters Of(HttpRequest request) =>
        new(request.Query.ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(value => value ?? "")], StringComparer.Ordinal));
}
