using System.CommandLine;
using System.Globalization;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Forecasting;

/// <summary>
/// <c>gadgetsales forecast --input tasks.ndjson --output forecasts.csv</c>: projects any series, and how the accuracy of the projections is
/// measured.
/// </summary>
static class ForecastCommand
{
    const string Details = """
        A task is a line: id names the series, y holds its values from the oldest on, h is how many steps to project, and periods are seasons worth
        trying (7 for days of a week). The forecasts come in the order of the tasks; the output file appears whole or not at all.

        Exit code: 0 all projected, 2 wrong options or file.

        Examples:
          gadgetsales forecast --input series.ndjson --output forecasts.csv
          gadgetsales forecast --input series.ndjson.gz --output forecasts.csv.gz --level 80
          gadgetsales forecast --input series.ndjson --output expected.csv --point mean
        """;

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
        var point = new Option<string>("--point") { Description = "mean (expected value: sums are right) or median (absolute errors are smallest).", DefaultValueFactory = _ => "median" };
        point.AcceptOnlyFromAmong("mean", "median");
        input.AcceptExistingOnly();
        level.Validators.Add(result => Check(result, result.Implicit || (double.TryParse(Given(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) && given is > 0 and < 100), "--level must be a number above 0 and below 100"));
        parallel.Validators.Add(result => Check(result, result.Implicit || (int.TryParse(Given(result), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= 1), "--parallel must be a whole number of at least 1"));
        var command = new TopicCommand("forecast", "Project every series of a file, with an interval", Details) { input, output, level, parallel, point };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(level), parsed.GetValue(parallel),
                parsed.GetValue(point) == "mean" ? ForecastPoint.Mean : ForecastPoint.Median),
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

    /// <summary>The option as it was typed: asking for its value throws when it is no number.</summary>
    static string Given(System.CommandLine.Parsing.OptionResult result) => result.Tokens is [var only] ? only.Value : "";

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
