using System.Globalization;
using Serilog;
using Serilog.Formatting.Json;

namespace GadgetSales.Api.Logging;

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
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
        builder.Services.AddSingleton<RequestLog>().AddHostedService(provider => provider.GetRequiredService<RequestLog>());
        return builder;
    }
}
