namespace GadgetSales.Api.Health;

/// <summary>Key <c>Logging:Format</c>: how log lines look on the console.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line, for collectors.</summary>
    Json,
}
