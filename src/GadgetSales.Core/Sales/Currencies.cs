using System.Collections.Frozen;

namespace GadgetSales.Core.Sales;

/// <summary>
/// ISO 4217: the currencies a sale can be in and their minor units. Holds the active codes as of 2026 and those withdrawn since 2010,
/// which a backfill may need; not the codes of metals, funds of account, tests and "no currency" that have no minor unit.
/// </summary>
public static class Currencies
{
    const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP "
        + "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD "
        + "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
        + "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU "
        + "UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    const string FourDigits = "CLF UYW";

    const string WithdrawnWithTwoDigits = "ANG BGN CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL";

    const string WithdrawnWithNone = "BYR";

    static readonly FrozenDictionary<string, int> Digits = new[]
        {
            (TwoDigits, 2), (NoDigits, 0), (ThreeDigits, 3), (FourDigits, 4), (WithdrawnWithTwoDigits, 2), (WithdrawnWithNone, 0),
        }
        .SelectMany(group => group.Item1.Split(' '), (group, code) => (Code: code, group.Item2))
        .ToFrozenDictionary(entry => entry.Code, entry => entry.Item2, StringComparer.Ordinal);

    /// <summary>Every known code, sorted.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Digits.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether sales can be in this currency. Codes are upper case.</summary>
    public static bool IsKnown(string code) => Digits.ContainsKey(code);

    /// <summary>How many decimals the major unit has: 2 for USD (cents), 0 for JPY. Throws <see cref="ArgumentException"/> for an unknown code.</summary>
    public static int MinorUnits(string code) =>
        Digits.TryGetValue(code, out var digits) ? digits : throw new ArgumentException($"{code} is not a known ISO 4217 code.", nameof(code));
}
