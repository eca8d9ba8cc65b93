using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>A bar with rate and remaining time on a terminal, else a line now and then.</summary>
sealed class ImportProgress(InputFile file, ImportCounts counts, Terminal terminal)
{
    static readonly TimeSpan BarStep = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LineStep = TimeSpan.FromSeconds(5);

    readonly long _started = terminal.Time.GetTimestamp();

    /// <summary>Runs the work and shows how far it is; failures of the work come out as they are.</summary>
    internal Task ShowAsync(Func<Task> work, CancellationToken cancellationToken) =>
        terminal.Error.Profile.Out.IsTerminal ? ShowBarAsync(work, cancellationToken) : ShowLinesAsync(work, cancellationToken);

    async Task ShowBarAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        var columns = new ProgressColumn[] { new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn() };
        await terminal.Error.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            var bar = context.AddTask("", maxValue: file.Length ?? 1);
            bar.IsIndeterminate = file.Length is null;
            await WhileAsync(work(), BarStep, () =>
            {
                bar.Value = Read();
                bar.Description = Text();
            }, cancellationToken);
        });
    }

    Task ShowLinesAsync(Func<Task> work, CancellationToken cancellationToken) =>
        WhileAsync(work(), LineStep, () => terminal.Error.WriteLine(file.Length is { } length ? $"{100 * Read() / length,3:F0} %  {Text()}" : Text()), cancellationToken);

    async Task WhileAsync(Task work, TimeSpan step, Action show, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(step, terminal.Time);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync(cancellationToken).AsTask()) != work)
        {
            show();
        }

        await work;
    }

    /// <summary>Lines wait for their sale's other lines, so reading runs ahead: what is not posted yet is taken off.</summary>
    double Read() => counts.Sales == 0 ? 0 : file.Position * ((double)counts.Done / counts.Sales);

    string Text() => $"{Counts.Text(counts.Done)} sales  {Counts.Rate(counts.Done, terminal.Time.GetElapsedTime(_started))}";
}
