namespace GadgetSales.Projections.Calendar;

/// <summary>
/// Public holidays by country, and the days that matter to shops nearly everywhere. A rule is a fixed date (<c>12-25</c>), a weekday of a month (<c>11/4Thu</c>:
/// the fourth Thursday of November; <c>5/-1Mon</c>: the last Monday of May) or days from Easter Sunday (<c>E+1</c>). Those that matter most come first.
/// </summary>
/// <remarks>
/// Sources: the countries' holiday acts as listed by the Council of the European Union, 5 U.S.C. § 6103, the Banking and Financial Dealings Act 1971, the Holidays
/// Act of Canada and the Fair Work Act of Australia. Holidays of single regions are left out; whatever they do to sales is learnt as an event.
/// </remarks>
static class HolidayRules
{
    const string Everywhere = "Christmas Day=12-25;Easter=E+0;Black Friday=11/4Thu+1;Good Friday=E-2;Easter Monday=E+1;New Year's Day=01-01;Christmas Eve=12-24;Second Christmas Day=12-26;New Year's Eve=12-31";

    const string Western = "Ascension=E+39;Whit Monday=E+50;Assumption=08-15;All Saints=11-01";

    static readonly Dictionary<string, string> ByCountry = new(StringComparer.Ordinal)
    {
        ["US"] = "Martin Luther King Day=1/3Mon;Washington's Birthday=2/3Mon;Memorial Day=5/-1Mon;Juneteenth=06-19;Independence Day=07-04;Labor Day=9/1Mon;Columbus Day=10/2Mon;Veterans Day=11-11;Thanksgiving=11/4Thu",
        ["CA"] = "Canada Day=07-01;Labour Day=9/1Mon;Thanksgiving=10/2Mon;Remembrance Day=11-11",
        ["GB"] = "Early May Bank Holiday=5/1Mon;Spring Bank Holiday=5/-1Mon;Summer Bank Holiday=8/-1Mon",
        ["IE"] = "Saint Patrick's Day=03-17;May Holiday=5/1Mon;June Holiday=6/1Mon;August Holiday=8/1Mon;October Holiday=10/-1Mon",
        ["DE"] = "Labour Day=05-01;Ascension=E+39;Whit Monday=E+50;German Unity Day=10-03",
        ["AT"] = $"Epiphany=01-06;Labour Day=05-01;Corpus Christi=E+60;National Day=10-26;Immaculate Conception=12-08;{Western}",
        ["CH"] = "Ascension=E+39;Whit Monday=E+50;National Day=08-01",
        ["FR"] = $"Labour Day=05-01;Victory Day=05-08;Bastille Day=07-14;Armistice=11-11;{Western}",
        ["BE"] = $"Labour Day=05-01;National Day=07-21;Armistice=11-11;{Western}",
        ["NL"] = "King's Day=04-27;Liberation Day=05-05;Ascension=E+39;Whit Monday=E+50;Saint Nicholas Eve=12-05",
        ["LU"] = $"Labour Day=05-01;National Day=06-23;{Western}",
        ["IT"] = "Epiphany=01-06;Liberation Day=04-25;Labour Day=05-01;Republic Day=06-02;Assumption=08-15;All Saints=11-01;Immaculate Conception=12-08",
        ["ES"] = "Epiphany=01-06;Labour Day=05-01;Assumption=08-15;National Day=10-12;All Saints=11-01;Constitution Day=12-06;Immaculate Conception=12-08",
        ["PT"] = "Freedom Day=04-25;Labour Day=05-01;Portugal Day=06-10;Corpus Christi=E+60;Assumption=08-15;Republic Day=10-05;All Saints=11-01;Independence Day=12-01;Immaculate Conception=12-08",
        ["PL"] = "Epiphany=01-06;Labour Day=05-01;Constitution Day=05-03;Corpus Christi=E+60;Assumption=08-15;All Saints=11-01;Independence Day=11-11",
        ["CZ"] = "Labour Day=05-01;Victory Day=05-08;Cyril and Methodius=07-05;Jan Hus Day=07-06;Statehood Day=09-28;Independence Day=10-28;Freedom Day=11-17",
        ["DK"] = "Maundy Thursday=E-3;Ascension=E+39;Whit Monday=E+50;Constitution Day=06-05",
        ["SE"] = "Epiphany=01-06;Labour Day=05-01;Ascension=E+39;National Day=06-06;Midsummer Eve=6/3Sat+6",
        ["NO"] = "Maundy Thursday=E-3;Labour Day=05-01;Constitution Day=05-17;Ascension=E+39;Whit Monday=E+50",
        ["FI"] = "Epiphany=01-06;May Day=05-01;Ascension=E+39;Independence Day=12-06",
        ["AU"] = "Australia Day=01-26;Anzac Day=04-25",
        ["NZ"] = "Waitangi Day=02-06;Anzac Day=04-25;King's Birthday=6/1Mon;Labour Day=10/4Mon",
    };

    /// <summary>Countries whose own holidays are known.</summary>
    public static IReadOnlyCollection<string> Countries => ByCountry.Keys;

    /// <param name="country">One that is not known has the holidays kept nearly everywhere.</param>
    public static IEnumerable<Holiday> Of(int year, string? country)
    {
        var own = country is not null && ByCountry.TryGetValue(country, out var rules) ? rules : "";
        return from rule in $"{Everywhere};{own}".Split(';', StringSplitOptions.RemoveEmptyEntries)
               let parts = rule.Split('=')
               select new Holiday(parts[0], HolidayRule.DateOf(parts[1], year));
    }
}

/// <param name="Name">The same every year, whatever the date.</param>
readonly record struct Holiday(string Name, DateOnly Date);
