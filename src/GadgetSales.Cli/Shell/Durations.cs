using System.CommandLine.Parsing;
using System.Globalization;

namespace GadgetSales.Cli.Shell;

/// <summary>Durations as people type them: 500ms, 30s, 5m, 12h, 90d.</summary>
static class Durations
{
    static readonly (string Unit, TimeSpan One)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    internal static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 0 ? "" : argument.Tokens[^1].Value;
        if (TryRead(text, out var duration))
        {
            return duration;
        }

        argument.AddError($"'{text}' is not a duration: write a number and ms, s, m, h or d, such as 30s or 90d.");
        return default;
    }

    internal static bool TryRead(string text, out TimeSpan duration)
    {
        foreach (var (unit, one) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * one.TotalDays < 36_525)
            {
                duration = number * one;
                return true;
            }
        }

        duration = default;
        return false;
    }
}
