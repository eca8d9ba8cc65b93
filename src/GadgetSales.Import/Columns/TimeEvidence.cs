using System.Buffers;
using System.Globalization;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>How the times of a column are written.</summary>
enum TimeForm
{
    /// <summary>With day, month and year.</summary>
    Written,

    /// <summary>Days since 1899-12-30, as spreadsheets count.</summary>
    Serial,

    UnixSeconds,

    UnixMilliseconds,
}

/// <summary>What a whole column of times says about how it is to be read.</summary>
sealed class TimeEvidence(SoldAtText? format)
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    readonly Dictionary<TimeForm, Seen> _forms = [];

    internal Seen? DayFirst { get; private set; }

    internal Seen? MonthFirst { get; private set; }

    /// <summary>The first value in which day and month could change places.</summary>
    internal Seen? Open { get; private set; }

    /// <summary>The first value that the given format does not read though it is a time.</summary>
    internal Seen? AgainstFormat { get; private set; }

    /// <summary>Values that were understood.</summary>
    internal long Count { get; private set; }

    /// <summary>Those that say an offset of zero: when, but not where.</summary>
    internal long Zero { get; private set; }

    /// <summary>Those with a time of day.</summary>
    internal long Clocks { get; private set; }

    internal bool IsMixed => _forms.Count > 1;

    internal IEnumerable<Seen> Forms => _forms.Values;

    internal TimeForm Form => _forms.Count == 0 ? TimeForm.Written : _forms.Keys.First();

    internal void Observe(string text, long line)
    {
        var seen = new Seen(line, text);
        if (format is not null)
        {
            ObserveFormat(text, seen);
        }
        else if (FormOf(text) is { } form)
        {
            _forms.TryAdd(form, seen);
            Count++;
            Clocks++;
        }
        else if (SoldAtText.TryReadIso(text, out var iso, out var offset))
        {
            Take(iso, offset, seen);
        }
        else if (WrittenTime.TryRead(text, DateOrder.Unknown, out var time) || WrittenTime.TryRead(text, DateOrder.DayFirst, out time))
        {
            Take(time.Wall, time.Offset, seen);
            DayFirst ??= time.Shows == DateOrder.DayFirst ? seen : null;
            MonthFirst ??= time.Shows == DateOrder.MonthFirst ? seen : null;
            Open ??= time.IsOpen ? seen : null;
        }
    }

    void ObserveFormat(string text, Seen seen)
    {
        if (format!.TryRead(text, out var wall, out var offset))
        {
            Take(wall, offset, seen);
        }
        else if (SoldAtText.TryReadIso(text, out _, out _) || WrittenTime.TryRead(text, DateOrder.MonthFirst, out _) || WrittenTime.TryRead(text, DateOrder.DayFirst, out _))
        {
            AgainstFormat ??= seen;
        }
    }

    void Take(DateTime wall, TimeSpan? offset, Seen seen)
    {
        _forms.TryAdd(TimeForm.Written, seen);
        Count++;
        Zero += offset == TimeSpan.Zero ? 1 : 0;
        Clocks += wall.TimeOfDay == TimeSpan.Zero ? 0 : 1;
    }

    /// <summary>A bare number that counts days or seconds, from 1982 to 2064; null for what is written out.</summary>
    internal static TimeForm? FormOf(string text) =>
        text.Length < 5 || text.AsSpan().ContainsAnyExcept(Digits) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? null
        : number is >= 30_000 and < 60_000 ? TimeForm.Serial
        : number is >= 400_000_000 and < 3_000_000_000 ? TimeForm.UnixSeconds
        : number is >= 400_000_000_000 and < 3_000_000_000_000 ? TimeForm.UnixMilliseconds
        : null;
}
