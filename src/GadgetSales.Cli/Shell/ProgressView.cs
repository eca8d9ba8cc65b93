using Spectre.Console;

namespace GadgetSales.Cli.Shell;

/// <summary>How far a long command is: a bar with the remaining time on a terminal, else a line now and then.</summary>
/// <param name="terminal">Shown on its error side, so that answers can be piped.</param>
/// <param name="fraction">0 to 1, or null where the end is not known.</param>
/// <param name="text">What is done so far.</param>
sealed class ProgressView(Terminal terminal, Func<double?> fraction, Func<string> text)
{
    static readonly TimeSpan BarStep = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LineStep = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work; its failures come out as they are.</summary>
    internal Task ShowAsync(Func<Task> work) => terminal.Error.Profile.Out.IsTerminal ? ShowBarAsync(work) : WhileAsync(work(), LineStep, WriteLine);

    Task ShowBarAsync(Func<Task> work)
    {
        var columns = new ProgressColumn[] { new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn() };
        return terminal.Error.Progress().AutoClear(true).Columns(columns).StartAsync(context =>
        {
            var bar = context.AddTask("starting", maxValue: 1);
            return WhileAsync(work(), BarStep, () =>
            {
                bar.IsIndeterminate = fraction() is null;
                bar.Value = fraction() ?? 0;
                bar.Description = text().EscapeMarkup();
            });
        });
    }

    void WriteLine() => terminal.Error.WriteLine(fraction() is { } done ? $"{100 * done,3:F0} %  {text()}" : text());

    async Task WhileAsync(Task work, TimeSpan step, Action show)
    {
        using var timer = new PeriodicTimer(step, terminal.Time);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != work)
        {
            show();
        }

        await work;
    }
}
