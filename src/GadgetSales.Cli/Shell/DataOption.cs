using System.CommandLine;
using GadgetSales.Embedded;

namespace GadgetSales.Cli.Shell;

/// <summary><c>--data DIR</c>: the data directory of an embedded store, the same one that the service is configured with.</summary>
static class DataOption
{
    const string Variable = $"{EmbeddedOptions.Section}__{nameof(EmbeddedOptions.DataDirectory)}";

    internal static Option<string?> Create() => new("--data")
    {
        Description = $"The service's data directory; default: {Variable}, else data",
        HelpName = "DIR",
    };

    internal static EmbeddedOptions Read(ParseResult parsed, Option<string?> option, Terminal terminal)
    {
        var options = new EmbeddedOptions();
        options.DataDirectory = Path.GetFullPath(parsed.GetValue(option) ?? terminal.Variable(Variable) ?? options.DataDirectory);
        return options;
    }
}
