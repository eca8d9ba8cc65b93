using System.Collections.Frozen;

namespace GadgetSales.Import.Columns;

/// <summary>Words for zones that exports write: abbreviations behind times, and names of zones that are not IANA's.</summary>
static class ZoneWords
{
    /// <summary>Only those that mean one offset everywhere: BST, IST and the like are not among them.</summary>
    static readonly FrozenDictionary<string, double> Hours = new (string Word, double Hours)[]
        {
            ("UTC", 0), ("GMT", 0), ("Z", 0), ("WET", 0), ("WEST", 1), ("CET", 1), ("CEST", 2), ("MEZ", 1),
            ("MESZ", 2), ("EET", 2), ("EEST", 3), ("MSK", 3), ("NST", -3.5), ("NDT", -2.5), ("ADT", -3), ("EST", -5),
            ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8),
            ("HST", -10), ("CST", -6), ("JST", 9), ("KST", 9), ("AWST", 8), ("ACST", 9.5), ("ACDT", 10.5), ("AEST", 10),
            ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("SAST", 2),
        }
        .ToFrozenDictionary(known => known.Word, known => known.Hours, StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string> Names = new[]
        {
            ("Eastern Time (US & Canada)", "America/New_York"),
            ("Central Time (US & Canada)", "America/Chicago"),
            ("Mountain Time (US & Canada)", "America/Denver"),
            ("Pacific Time (US & Canada)", "America/Los_Angeles"),
            ("Arizona", "America/Phoenix"),
            ("Alaska", "America/Anchorage"),
            ("Hawaii", "Pacific/Honolulu"),
            ("Atlantic Time (Canada)", "America/Halifax"),
            ("Newfoundland", "America/St_Johns"),
            ("Indiana (East)", "America/Indiana/Indianapolis"),
            ("London", "Europe/London"),
            ("Dublin", "Europe/Dublin"),
            ("Paris", "Europe/Paris"),
            ("Berlin", "Europe/Berlin"),
            ("Madrid", "Europe/Madrid"),
            ("Sydney", "Australia/Sydney"),
            ("Melbourne", "Australia/Melbourne"),
            ("Brisbane", "Australia/Brisbane"),
            ("Perth", "Australia/Perth"),
            ("Adelaide", "Australia/Adelaide"),
            ("Tokyo", "Asia/Tokyo"),
            ("Osaka", "Asia/Tokyo"),
            ("Eastern Standard Time", "America/New_York"),
            ("Central Standard Time", "America/Chicago"),
            ("Mountain Standard Time", "America/Denver"),
            ("Pacific Standard Time", "America/Los_Angeles"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Romance Standard Time", "Europe/Paris"),
            ("GMT Standard Time", "Europe/London"),
        }
        .ToFrozenDictionary(known => known.Item1, known => known.Item2, StringComparer.OrdinalIgnoreCase);

    internal static bool TryOffset(string word, out TimeSpan offset)
    {
        var known = Hours.TryGetValue(word, out var hours);
        offset = TimeSpan.FromHours(hours);
        return known;
    }

    /// <summary>The IANA name, or the text as it is.</summary>
    internal static string ToIana(string name) => Names.GetValueOrDefault(name) ?? name;
}
