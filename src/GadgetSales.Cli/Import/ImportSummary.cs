using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>The last words of an import, one figure a line.</summary>
static class ImportSummary
{
    internal static void Write(Terminal terminal, SaleCounts counts, long retries, TimeSpan elapsed, string rejectedPath)
    {
        Line("lines read", counts.Lines);
        Line("skipped blank", counts.Blank);
        Line("skipped headers", counts.Headers);
        Line("sales", counts.Sales);
        Line("recorded", counts.Recorded);
        Line("replayed", counts.Replayed);
        Line("conflicts", counts.Conflicts);
        Line("rejected", counts.Rejected);
        if (retries > 0)
        {
            Line("requests retried", retries);
        }

        terminal.Out.WriteLine($"{"seconds",-17}{elapsed.TotalSeconds,12:F2}  ({Numbers.Rate(counts.Sales, elapsed)})");
        if (counts.RejectedLines > 0)
        {
            terminal.Out.WriteLine($"{Numbers.Text(counts.RejectedLines)} lines with their reasons: {rejectedPath}");
        }

        void Line(string name, long count) => terminal.Out.WriteLine($"{name,-17}{Numbers.Text(count),12}");
    }
}
