using System.Reflection;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace GadgetSales.Api.Health;

/// <summary>Serilog behind ILogger; levels and sinks come from the section <c>Serilog</c>. Writing never blocks a request: a full buffer drops lines.</summary>
public static class LoggingServices
{
    const string MinimumLevel = "Serilog:MinimumLevel";
    const string ConsoleFormatter = "Serilog:WriteTo:Console:Args:configure:Console:Args:formatter";

    public static WebApplicationBuilder AddLog(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        CheckLevels(configuration);
        if (configuration.GetEnum("Logging:Format", LogFormat.Text) == LogFormat.Json)
        {
            configuration[ConsoleFormatter] = $"{typeof(LogFormats).FullName}::{nameof(LogFormats.Json)}, {typeof(LogFormats).Assembly.GetName().Name}";
        }

        // Serilog's static logger stays as it is: each host has its own.
        builder.Services.AddSerilog((services, log) => Configure(log, configuration, services), preserveStaticLogger: true);
        builder.Services.AddHostedService<PostedSales>();
        return builder;
    }

    static void Configure(LoggerConfiguration log, IConfiguration configuration, IServiceProvider services)
    {
        log.Filter.ByExcluding(IsToldOtherwise)
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LevelAlias.Off)
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LevelAlias.Off)
            // Even at Fatal the host would open a scope and an activity for each request.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off);

        // A sink that does not exist is told to SelfLog alone, which nobody hears.
        var faults = new List<string>();
        SelfLog.Enable(faults.Add);
        try
        {
            log.ReadFrom.Configuration(configuration).ReadFrom.Services(services);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or TargetInvocationException)
        {
            faults.Add((error.InnerException ?? error).Message);
        }
        finally
        {
            SelfLog.Disable();
        }

        if (faults.Count > 0)
        {
            throw new StartRefusedException($"The section Serilog cannot be used: {string.Join(' ', faults)}");
        }
    }

    static void CheckLevels(ConfigurationManager configuration)
    {
        if (configuration["Logging:LogLevel:Default"] is { } unused)
        {
            throw new StartRefusedException($"Logging:LogLevel:Default={unused} has no effect. Set {MinimumLevel}:Default to one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}.");
        }

        var levels = configuration.GetSection(MinimumLevel);
        foreach (var level in levels.GetSection("Override").GetChildren().Append(levels).Append(levels.GetSection("Default")).Where(level => level.Value?.StartsWith('$') is false))
        {
            configuration.GetEnum(level.Path, LogEventLevel.Information);
        }
    }

    /// <summary>The host logs a refused start with its stack trace, and services that were stopped by it; Program tells the operator the reason alone.</summary>
    static bool IsToldOtherwise(LogEvent line) =>
        line.Exception is { } error
        && line.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: "Microsoft.Extensions.Hosting.Internal.Host" }
        && (error is OperationCanceledException || StartRefusal.Explain(error) is not null);
}
