using System.Globalization;

namespace GadgetSales.Cli.Shell;

/// <summary>Numbers as people read them.</summary>
static class Numbers
{
    internal static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Text(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");

    internal static string Rate(long count, TimeSpan elapsed) =>
        elapsed <= TimeSpan.Zero ? "–" : $"{Text((long)(count / elapsed.TotalSeconds))}/s";
}
