using Microsoft.AspNetCore.Http.Features;

namespace GadgetSales.Api.Http;

/// <summary>The store that a path names. Stores may be called <c>a/b</c> or <c>100%</c>, and routing leaves <c>%2F</c> as it came while it decodes the rest.</summary>
public static class StoreInPath
{
    public const string RouteValue = "storeId";

    /// <summary>What was meant by the segment behind <c>/v1/stores/</c>.</summary>
    public static string Of(HttpContext context)
    {
        var routed = (string)context.GetRouteValue(RouteValue)!;
        if (!routed.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return routed;
        }

        var sent = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = sent.Split('?')[0].Split('/');
        var at = Array.IndexOf(segments, "stores") + 1;
        return at > 0 && at < segments.Length ? Uri.UnescapeDataString(segments[at]) : routed;
    }
}
