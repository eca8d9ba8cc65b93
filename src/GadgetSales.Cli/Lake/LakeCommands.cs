using System.CommandLine;
using GadgetSales.Cli.Shell;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Lake;
using Spectre.Console;

namespace GadgetSales.Cli.Lake;

/// <summary><c>gadgetsales lake export</c> and <c>lake rebuild</c>: the analytic store of an embedded service, made anew from its ledger.</summary>
static class LakeCommands
{
    const string ExportDetails = """
        Every sale line as Parquet in folders sale_date=YYYY-MM-DD/, as the lake lies on S3. The service may run meanwhile.

        Examples:
          gadgetsales lake export --data data --to export
        """;

    const string RebuildDetails = """
        Reads the whole ledger again into a new lake, which then takes the place of the old one. Stop the service first.

        Examples:
          gadgetsales lake rebuild --data data
        """;

    internal static Command Create(Terminal terminal) =>
        new("lake", "Export the analytic store, or build it anew from the ledger") { Export(terminal), Rebuild(terminal) };

    static TopicCommand Export(Terminal terminal)
    {
        var data = DataOption.Create();
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder to make; it must be new or empty", HelpName = "DIR", Required = true };
        var command = new TopicCommand("export", "Write all sale lines as Parquet files", ExportDetails) { data, to };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, "exported", async progress =>
        {
            var result = await LakeExport.RunAsync(DataOption.Read(parsed, data, terminal), new LakeOptions(), parsed.GetRequiredValue(to).FullName, progress, cancellationToken);
            Write(terminal, ("lines", result.Rows), ("files", result.Files), ("bytes", result.Bytes), ("set aside", result.Quarantined), ("ledger position", result.UpTo.Sequence));
        }));
        return command;
    }

    static TopicCommand Rebuild(Terminal terminal)
    {
        var data = DataOption.Create();
        var command = new TopicCommand("rebuild", "Build the lake anew from the ledger", RebuildDetails) { data };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, "rebuilt", async progress =>
        {
            var result = await LakeRebuild.RunAsync(DataOption.Read(parsed, data, terminal), new LakeOptions(), progress, cancellationToken);
            Write(terminal, ("set aside", result.Quarantined), ("ledger position", result.UpTo.Sequence));
        }));
        return command;
    }

    static async Task<int> RunAsync(Terminal terminal, string done, Func<IProgress<LakeBuildProgress>, Task> work)
    {
        var started = terminal.Time.GetTimestamp();
        var last = new LastProgress();
        try
        {
            await new ProgressView(terminal, () => last.Fraction, () => $"{Numbers.Text(last.Entries)} sales {done}").ShowAsync(() => work(last));
        }
        catch (Exception error) when (error is EmbeddedStoreException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, error.Message, error);
        }

        terminal.Out.WriteLine($"{"seconds",-17}{terminal.Time.GetElapsedTime(started).TotalSeconds,12:F2}");
        return ExitCode.Success;
    }

    static void Write(Terminal terminal, params ReadOnlySpan<(string Name, long Value)> figures)
    {
        foreach (var (name, value) in figures)
        {
            terminal.Out.WriteLine($"{name,-17}{Numbers.Text(value),12}");
        }
    }

    /// <summary>Where the build is, for a display on another thread.</summary>
    sealed class LastProgress : IProgress<LakeBuildProgress>
    {
        long _position;
        long _end;

        internal long Entries => Interlocked.Read(ref _position);

        internal double? Fraction => Interlocked.Read(ref _end) is > 0 and var end ? (double)Entries / end : null;

        public void Report(LakeBuildProgress value)
        {
            Interlocked.Exchange(ref _end, value.End.Sequence);
            Interlocked.Exchange(ref _position, value.Position.Sequence);
        }
    }
}
