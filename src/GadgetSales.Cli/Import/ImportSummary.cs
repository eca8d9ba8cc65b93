using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using GadgetSales.Import.Preview;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>The last words of an import, one figure a line.</summary>
static class ImportSummary
{
    internal static void Write(Terminal terminal, ImportCounts rows, SaleCounts counts, long retries, TimeSpan elapsed, string rejectedPath, RecordedFile recorded)
    {
        PlanView.Figure(terminal.Out, "lines read", rows.Lines);
        PlanView.Figure(terminal.Out, "skipped blank", rows.Blank);
        PlanView.Figure(terminal.Out, "skipped headers", rows.Headers);
        PlanView.Skipped(terminal.Out, rows);
        PlanView.Figure(terminal.Out, "sales", counts.Sales);
        Outcomes(terminal, counts, retries);
        terminal.Out.WriteLine($"{"seconds",-17}{elapsed.TotalSeconds,12:F2}  ({Numbers.Rate(counts.Sales, elapsed)})");
        if (counts.RejectedLines > 0)
        {
            terminal.Out.WriteLine($"{Numbers.Text(counts.RejectedLines)} lines with their reasons: {rejectedPath}");
        }

        if (counts.Recorded > 0)
        {
            terminal.Out.WriteLine($"To take it back: gadgetsales import undo {recorded.Path}");
        }
    }

    /// <summary>What the service said.</summary>
    internal static void Outcomes(Terminal terminal, SaleCounts counts, long retries)
    {
        PlanView.Figure(terminal.Out, "recorded", counts.Recorded);
        PlanView.Figure(terminal.Out, "replayed", counts.Replayed);
        PlanView.Figure(terminal.Out, "conflicts", counts.Conflicts);
        PlanView.Figure(terminal.Out, "rejected", counts.Rejected);
        if (retries > 0)
        {
            PlanView.Figure(terminal.Out, "requests retried", retries);
        }
    }
}
