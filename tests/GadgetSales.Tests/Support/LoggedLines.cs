using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;

namespace GadgetSales.Tests.Support;

public static class LoggedLines
{
    /// <summary>The category of the lines that tell requests.</summary>
    public const string Requests = "Serilog.AspNetCore.RequestLoggingMiddleware";

    /// <summary>What was logged at a level, as text, in order.</summary>
    public static IReadOnlyList<string> At<T>(this FakeLogger<T> log, LogLevel level) => log.Collector.At(level);

    /// <summary>The same of one category, or of all.</summary>
    public static IReadOnlyList<string> At(this FakeLogCollector log, LogLevel level, string? category = null) =>
        [.. log.GetSnapshot().Where(line => line.Level == level && (category is null || line.Category == category)).Select(line => line.Message)];

    /// <summary>A sink for a host's services that hands every line of its log to the collector.</summary>
    public static ILogEventSink AsSink(this FakeLogCollector log)
    {
        var providers = new LoggerProviderCollection();
        providers.AddProvider(new FakeLoggerProvider(log));
        return new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Providers(providers).CreateLogger();
    }
}
