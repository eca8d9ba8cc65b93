using System.Globalization;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Preview;
using Spectre.Console;

namespace GadgetSales.Cli.Import;

/// <summary>An import's plan on a console.</summary>
static class PlanView
{
    /// <summary>What the file is and how it is read.</summary>
    internal static void Explain(IAnsiConsole console, ImportPlan plan)
    {
        if (plan.Preset is { } preset)
        {
            console.WriteLine($"This is {preset}.");
        }

        foreach (var (field, source) in plan.Mapping)
        {
            console.WriteLine($"  {field,-16} {source}");
        }

        foreach (var note in plan.Notes)
        {
            console.WriteLine($"  {note}");
        }
    }

    /// <summary>What would be recorded.</summary>
    internal static void Preview(IAnsiConsole console, ImportPlan plan)
    {
        console.WriteLine($"{"format",-17}{plan.Format}");
        if (plan.Counts is { } counts)
        {
            Figure(console, "lines read", counts.Lines);
            Figure(console, "skipped blank", counts.Blank);
            Figure(console, "skipped headers", counts.Headers);
            Skipped(console, counts);
            Figure(console, "sales", counts.Receipts);
            Figure(console, "faulty rows", plan.FaultyRows);
        }

        foreach (var total in plan.Totals)
        {
            console.WriteLine(
                $"{total.Currency}  {total.FirstDay:yyyy-MM-dd} to {total.LastDay:yyyy-MM-dd}  {Numbers.Text(total.Sales)} sales, {Numbers.Text(total.Returns)} returns, "
                + $"{(total.UnitsMilli / 1000m).ToString("#,##0.###", CultureInfo.InvariantCulture)} units, revenue {Money(total.RevenueMinor, total.Currency)}");
        }

        foreach (var fault in plan.Faults)
        {
            console.WriteLine($"line {fault.Line}: {fault.Reason}");
        }

        foreach (var sample in plan.Samples)
        {
            console.WriteLine(sample);
        }

        console.WriteLine("Nothing was recorded: this was a dry run.");
    }

    /// <summary>Rows that are no sales, each reason with its first line.</summary>
    internal static void Skipped(IAnsiConsole console, ImportCounts counts)
    {
        if (counts.Repeated > 0)
        {
            Figure(console, "repeated lines", counts.Repeated);
        }

        foreach (var (reason, (count, line)) in counts.Skipped.OrderBy(skipped => skipped.Value.FirstLine))
        {
            console.WriteLine($"{"skipped others",-17}{Numbers.Text(count),12}  {reason} (first on line {line})");
        }
    }

    internal static void Figure(IAnsiConsole console, string name, long count) => console.WriteLine($"{name,-17}{Numbers.Text(count),12}");

    static string Money(long minor, string currency)
    {
        var digits = Currencies.MinorUnits(currency);
        return ((decimal)minor / (decimal)Math.Pow(10, digits)).ToString("N" + digits, CultureInfo.InvariantCulture);
    }
}
