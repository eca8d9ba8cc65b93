namespace GadgetSales.Core.Access;

/// <summary>What an API key may do.</summary>
public static class Scopes
{
    /// <summary>Post sales.</summary>
    public const string SalesWrite = "sales:write";

    /// <summary>Read recorded sales.</summary>
    public const string SalesRead = "sales:read";

    /// <summary>Insights, projections, queries, the catalogue and the pipeline.</summary>
    public const string InsightsRead = "insights:read";

    /// <summary>Everything.</summary>
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [SalesWrite, SalesRead, InsightsRead, Admin];
}
