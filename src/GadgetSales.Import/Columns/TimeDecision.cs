using System.Globalization;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>How one column of times is read, settled for the whole file.</summary>
sealed class TimeDecision(TimeForm form, DateOrder order, SoldAtText? format)
{
    static readonly DateTime SerialZero = new(1899, 12, 30);

    /// <summary>Without a look at the file: ISO 8601, what shows its own order, or the format.</summary>
    internal static TimeDecision Unchecked(SoldAtText? format, DateOrder order) => new(TimeForm.Written, order, format);

    /// <summary>Adds to <paramref name="refusals"/> where the column is written in several ways, contradicts the format or does not show its order.</summary>
    internal static TimeDecision Settle(TimeEvidence evidence, SoldAtText? format, DateOrder usual, string name, List<string> refusals)
    {
        if (evidence.AgainstFormat is { } other)
        {
            refusals.Add($"{name}: {other} is not of the --time-format '{format!.Format}'. A format that fits some rows only would give the others another day: correct it, or leave it out.");
        }
        else if (evidence.IsMixed)
        {
            refusals.Add($"{name} is written in several ways ({string.Join(", ", evidence.Forms)}): import them apart.");
        }
        else if (evidence is { DayFirst: { } day, MonthFirst: { } month })
        {
            refusals.Add($"{name} has the day first ({day}) and the month first ({month}): import them apart, each with its --time-format.");
        }
        else if (format is null && evidence is { DayFirst: null, MonthFirst: null, Open: { } open } && usual == DateOrder.Unknown)
        {
            refusals.Add($"{name}: in {open} day and month may change places, and no other row tells: give --time-format, such as 'MM/dd/yyyy HH:mm' or 'dd/MM/yyyy HH:mm'.");
        }

        var order = evidence.DayFirst is not null ? DateOrder.DayFirst : evidence.MonthFirst is not null ? DateOrder.MonthFirst : usual;
        return new TimeDecision(evidence.Form, order, format);
    }

    /// <summary>Reads the clock as written, and its offset where it has one.</summary>
    internal bool TryRead(string text, out DateTime wall, out TimeSpan? offset)
    {
        (wall, offset) = (default, null);
        if (format is not null)
        {
            return format.TryRead(text, out wall, out offset);
        }

        if (form != TimeForm.Written)
        {
            return TimeEvidence.FormOf(text) == form && TryReadNumber(text, out wall, out offset);
        }

        if (SoldAtText.TryReadIso(text, out wall, out offset))
        {
            return true;
        }

        var read = WrittenTime.TryRead(text, order, out var time) && !(order == DateOrder.Unknown && time.IsOpen);
        (wall, offset) = (time.Wall, time.Offset);
        return read;
    }

    bool TryReadNumber(string text, out DateTime wall, out TimeSpan? offset)
    {
        var number = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        (wall, offset) = form switch
        {
            // Spreadsheets keep a day in a double: a second is what is left.
            TimeForm.Serial => (SerialZero.AddSeconds((double)Math.Round(number * 86_400)), (TimeSpan?)null),
            TimeForm.UnixSeconds => (DateTime.UnixEpoch.AddSeconds((double)number), TimeSpan.Zero),
            _ => (DateTime.UnixEpoch.AddMilliseconds((double)number), TimeSpan.Zero),
        };
        wall = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        return true;
    }

    /// <summary>For a person to check.</summary>
    internal string Describe(TimeEvidence evidence) => form switch
    {
        TimeForm.Serial => "days as spreadsheets count them",
        TimeForm.UnixSeconds => "Unix seconds",
        TimeForm.UnixMilliseconds => "Unix milliseconds",
        _ when format is not null => $"--time-format '{format.Format}'",
        _ when evidence.DayFirst is { } day => $"day first, as {day} shows (another reading: --time-format)",
        _ when evidence.MonthFirst is { } month => $"month first, as {month} shows (another reading: --time-format)",
        _ when order == DateOrder.MonthFirst && evidence.Open is not null => "month first, as this system writes it (another reading: --time-format)",
        _ => evidence.Clocks == 0 && evidence.Count > 0 ? "dates without a time of day: midnight" : "year, month, day",
    };
}
