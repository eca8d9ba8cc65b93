using Spectre.Console;

namespace GadgetSales.Cli.Shell;

/// <summary>Everything a command may touch of the process it runs in.</summary>
/// <param name="Out">Answers: what a script may read.</param>
/// <param name="Error">Progress and complaints.</param>
/// <param name="OpenInput">Standard input, opened when a file is named <c>-</c>.</param>
/// <param name="Variable">An environment variable, or null.</param>
/// <param name="Time">The clock.</param>
sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error, Func<Stream> OpenInput, Func<string, string?> Variable, TimeProvider Time)
{
    /// <summary>Columns of output that goes to a file or a pipe: wide enough never to be wrapped.</summary>
    const int Unlimited = 4_000;

    internal static Terminal OfProcess() => new(
        Create(Console.Out), Create(Console.Error), Console.OpenStandardInput, Environment.GetEnvironmentVariable, TimeProvider.System);

    internal static IAnsiConsole Create(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Unlimited;
            console.Profile.Capabilities.Ansi = false;
        }

        return console;
    }
}
