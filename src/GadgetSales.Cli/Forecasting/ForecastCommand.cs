using System.CommandLine;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Forecasting;

/// <summary>
/// <c>gadgetsales forecast --input tasks.ndjson --output forecasts.csv</c>: projects any series, and how the accuracy of the projections is
/// measured.
/// </summary>
static class ForecastCommand
{
    internal static Command Create(Terminal terminal)
    {
        var input = new Option<FileInfo>("--input")
        {
            Description = "Tasks, one JSON object a line: {\"id\":\"shop-1\",\"y\":[12,15,9],\"h\":14,\"periods\":[7]}. May end in .gz.",
            Required = true,
        };
        var output = new Option<FileInfo>("--output")
        {
            Description = "Forecasts as CSV: series_id,h,point,lo95,hi95. May end in .gz. Replaced when it exists.",
            Required = true,
        };
        var level = new Option<double>("--level") { Description = "Level of the interval in percent.", DefaultValueFactory = _ => 95 };
        var parallel = new Option<int>("--parallel") { Description = "Series projected at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        input.AcceptExistingOnly();
        level.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is > 0 and < 100, "--level must be above 0 and below 100"));
        parallel.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--parallel must be at least 1"));
        var command = new Command("forecast", "Projects every series of a file, with an interval.") { input, output, level, parallel };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(level), parsed.GetValue(parallel)),
            terminal, cancellationToken));
        return command;
    }

    static void Check(System.CommandLine.Parsing.OptionResult result, bool holds, string rule)
    {
        if (!holds)
        {
            result.AddError(rule);
        }
    }

    static async Task<int> RunAsync(ForecastRun run, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var count = await terminal.Error.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => RunAsync(run, context.AddTask("Projecting", maxValue: 1), cancellationToken));
            terminal.Error.MarkupLineInterpolated($"[green]{Numbers.Text(count)} series projected.[/]");
            return ExitCode.Success;
        }
        catch (Exception error) when (error is TaskFileException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"Cannot forecast: {error.Message}", error);
        }
    }

    static Task<int> RunAsync(ForecastRun run, ProgressTask bar, CancellationToken cancellationToken) =>
        run.RunAsync(new Progress<double>(share => bar.Value = share), cancellationToken);
}
