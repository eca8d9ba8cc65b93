using System.Text;
using GadgetSales.Cli;
using GadgetSales.Cli.Shell;
using Spectre.Console;
using Xunit;

namespace GadgetSales.Tests.Cli;

/// <summary>Runs <c>gadgetsales</c> in this process and keeps what it said.</summary>
sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>The command line as a list, with standard input and environment where a test needs them.</summary>
    internal static async Task<CliRun> OfAsync(
        IReadOnlyList<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null, CancellationToken? cancellation = null, bool onTerminal = false,
        TimeProvider? time = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(
            Terminal.Create(output),
            onTerminal ? TerminalOf(error) : Terminal.Create(error),
            () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            name => environment?.GetValueOrDefault(name),
            time ?? TimeProvider.System);
        var exitCode = await CommandLine.RunAsync(Commands.Create(terminal), arguments, terminal, cancellation ?? TestContext.Current.CancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>A console that believes it is a window.</summary>
    static IAnsiConsole TerminalOf(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
        Out = new Window(writer),
    });

    /// <summary>A figure of the summary by its name.</summary>
    internal long Figure(string name) =>
        long.Parse(Out.Split('\n').Single(line => line.StartsWith(name + "  ", StringComparison.Ordinal))[name.Length..].Replace(",", ""));

    sealed class Window(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => 120;

        public int Height => 40;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
