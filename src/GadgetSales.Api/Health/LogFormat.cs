using System.Globalization;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Templates;
using Serilog.Templates.Themes;

namespace GadgetSales.Api.Health;

/// <summary>Key <c>Logging:Format</c>: how log lines look on the console.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line, for collectors.</summary>
    Json,
}

/// <summary>The formatters, for sinks of the section <c>Serilog</c>: <c>"formatter": "GadgetSales.Api.Health.LogFormats::Json, GadgetSales.Api"</c>.</summary>
public static class LogFormats
{
    public static ITextFormatter Text { get; } =
        new ExpressionTemplate("{@t:HH:mm:ss.fff} {@l:u3} {@m} <{SourceContext}>\n{@x}", CultureInfo.InvariantCulture, theme: TemplateTheme.Literate);

    public static ITextFormatter Json { get; } = new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture);
}
