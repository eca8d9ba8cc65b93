using System.CommandLine;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary><c>gadgetsales import undo</c>: voids what one import recorded.</summary>
static class UndoCommand
{
    const string Details = """
        Every sale of the list is voided on its own business date, so that the wrong import comes to nothing on each day.
        The same list can be undone again: voids that are recorded are replayed. Sale ids stay used for ever, so the corrected file is imported with
        the --id-prefix that is printed in the end.

        Examples:
          gadgetsales import undo sales.csv.20251120-093000.recorded
        """;

    static readonly Argument<string> Run = new("RUN") { Description = $"The list of what the import recorded, FILE.RUN{RecordedFile.Extension}, or the name of the run where its list lies in this folder" };

    internal static Command Create(Terminal terminal)
    {
        var api = new ApiOptions();
        var command = new TopicCommand("undo", "Void all that one import recorded", Details) { Run };
        api.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = api.Connect(parsed, terminal);
            return await new UndoRun(RecordedFile.Find(parsed.GetRequiredValue(Run)), client, terminal).RunAsync(cancellationToken);
        });
        return command;
    }
}
