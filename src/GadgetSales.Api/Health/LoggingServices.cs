using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace GadgetSales.Api.Health;

/// <summary>Serilog behind ILogger. Levels come from <c>Logging:LogLevel</c>; writing never blocks a request: a full buffer drops lines.</summary>
public static class LoggingServices
{
    const string TextTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} <{SourceContext}>{NewLine}{Exception}";
    const int BufferedLines = 10_000;

    public static WebApplicationBuilder AddLog(this WebApplicationBuilder builder)
    {
        var format = builder.Configuration.GetEnum("Logging:Format", LogFormat.Text);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Enrich.FromLogContext()
            .Filter.ByExcluding(IsToldOtherwise)
            .WriteTo.Async(
                sink =>
                {
                    if (format == LogFormat.Json)
                    {
                        sink.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        sink.Console(outputTemplate: TextTemplate, formatProvider: CultureInfo.InvariantCulture);
                    }
                },
                BufferedLines)
            .CreateLogger();
        // Not AddSerilog: that switches Logging:LogLevel off.
        builder.Logging.ClearProviders().AddProvider(new SerilogLoggerProvider(logger, dispose: true));
        builder.Services.AddSingleton<RequestLog>().AddHostedService(provider => provider.GetRequiredService<RequestLog>());
        builder.Services.AddHostedService<Telemetry>();
        return builder;
    }

    /// <summary>The host logs a refused start with its stack trace, and services that were stopped by it; Program tells the operator the reason alone.</summary>
    static bool IsToldOtherwise(LogEvent line) =>
        line.Exception is { } error
        && line.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: "Microsoft.Extensions.Hosting.Internal.Host" }
        && (error is OperationCanceledException || StartRefusal.Explain(error) is not null);
}
