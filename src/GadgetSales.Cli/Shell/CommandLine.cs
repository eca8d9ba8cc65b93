using System.CommandLine;
using GadgetSales.Import;
using Spectre.Console;

namespace GadgetSales.Cli.Shell;

/// <summary>Runs a command line: exit code 2 for what cannot be parsed, messages instead of stack traces for what is expected to fail.</summary>
static class CommandLine
{
    internal static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out.Profile.Out.Writer,
            Error = terminal.Error.Profile.Out.Writer,
        };
        try
        {
            var exitCode = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 && exitCode != ExitCode.Success ? ExitCode.Usage : exitCode;
        }
        catch (CommandFailedException failure)
        {
            terminal.Error.MarkupLineInterpolated($"[red]{failure.Message}[/]");
            return failure.ExitCode;
        }
        catch (ImportRefusedException refusal)
        {
            terminal.Error.MarkupLineInterpolated($"[red]{refusal.Message}[/]");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.MarkupLine("[yellow]Stopped.[/]");
            return ExitCode.Cancelled;
        }
    }
}
