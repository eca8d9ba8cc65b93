using GadgetSales.Embedded;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Http;

/// <summary>Turns what stops a start into one message an operator can act on.</summary>
public static class StartRefusal
{
    /// <summary>The message, or null for an exception that is not about configuration or the machine: that one keeps its stack trace.</summary>
    public static string? Explain(Exception error) => error switch
    {
        StartRefusedException or EmbeddedStoreException => error.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException { InnerExceptions: [var inner] } => Explain(inner),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(Explain)),
        IOException { InnerException: AddressInUseException } => error.Message + " Set Urls to another address, such as http://localhost:5081.",
        InvalidDataException or UnauthorizedAccessException => error.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "GadgetSales.Api", InnerException: FormatException or OverflowException or ArgumentException } => error.Message,
        _ => null,
    };
}

/// <summary>The configuration is wrong; the message says which key, and what it may be. Shown without a stack trace.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

public static class ConfigurationExtensions
{
    /// <summary>The named value, or <paramref name="fallback"/> when the key is absent; any other text stops the start.</summary>
    public static TEnum GetEnum<TEnum>(this IConfiguration configuration, string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? fallback
            : Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<TEnum>(text, ignoreCase: true)
            : throw new StartRefusedException($"{key}={text} is unknown. Allowed: {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }
}
