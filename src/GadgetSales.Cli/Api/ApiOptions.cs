using System.CommandLine;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Api;

/// <summary>The options of every command that talks to the service.</summary>
sealed class ApiOptions
{
    internal const string KeyVariable = "GADGETSALES_KEY";

    readonly Option<string> _api = new("--api")
    {
        Description = "Address of the service",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://localhost:5080",
    };

    readonly Option<string?> _key = new("--key")
    {
        Description = $"API key; better in the environment variable {KeyVariable}, where other users of the machine do not see it",
        HelpName = "KEY",
    };

    readonly Option<TimeSpan?> _retryFor = new("--retry-for")
    {
        Description = "How long a request is tried again while the service is overloaded or away, such as 30s or 5m; default 1m",
        HelpName = "TIME",
        CustomParser = argument => Durations.Parse(argument),
    };

    internal void AddTo(Command command)
    {
        command.Add(_api);
        command.Add(_key);
        command.Add(_retryFor);
    }

    /// <exception cref="CommandFailedException">The address is not one.</exception>
    internal SalesClient Connect(ParseResult parsed, Terminal terminal)
    {
        var text = parsed.GetRequiredValue(_api);
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw CommandFailedException.Usage($"--api {text} is not an address: give one like http://localhost:5080.");
        }

        var key = parsed.GetValue(_key) ?? terminal.Variable(KeyVariable);
        return new SalesClient(address, string.IsNullOrEmpty(key) ? null : key, parsed.GetValue(_retryFor) ?? TimeSpan.FromMinutes(1), terminal.Time);
    }
}
