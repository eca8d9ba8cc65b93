using System.Collections.Frozen;
using GadgetSales.Core.Sales;

namespace GadgetSales.Import.Columns;

/// <summary>Which currencies a sign beside an amount can mean.</summary>
static class CurrencySigns
{
    /// <summary>Sign, then the currencies it stands for.</summary>
    static readonly FrozenDictionary<string, string> Known = new[]
        {
            ("$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BRL UYU FJD BSD BBD BZD BMD KYD JMD TTD XCD NAD LRD SRD GYD SBD DOP BND"),
            ("US$", "USD"),
            ("C$", "CAD NIO"),
            ("CA$", "CAD"),
            ("A$", "AUD"),
            ("AU$", "AUD"),
            ("NZ$", "NZD"),
            ("S$", "SGD"),
            ("HK$", "HKD"),
            ("NT$", "TWD"),
            ("R$", "BRL"),
            ("MX$", "MXN"),
            ("€", "EUR"),
            ("£", "GBP GIP FKP SHP EGP LBP SYP SDG SSP"),
            ("¥", "JPY CNY"),
            ("円", "JPY"),
            ("元", "CNY"),
            ("₹", "INR"),
            ("Rs", "INR PKR LKR NPR MUR SCR"),
            ("₩", "KRW"),
            ("원", "KRW"),
            ("₽", "RUB"),
            ("₺", "TRY"),
            ("TL", "TRY"),
            ("₪", "ILS"),
            ("฿", "THB"),
            ("₫", "VND"),
            ("đ", "VND"),
            ("₴", "UAH"),
            ("₦", "NGN"),
            ("₱", "PHP"),
            ("zł", "PLN"),
            ("kr", "SEK NOK DKK ISK"),
            ("Fr", "CHF XOF XAF XPF"),
            ("SFr", "CHF"),
            ("Kč", "CZK"),
            ("Ft", "HUF"),
            ("лв", "BGN"),
            ("lei", "RON MDL"),
            ("R", "ZAR"),
            ("RM", "MYR"),
            ("Rp", "IDR"),
            ("₡", "CRC"),
            ("₲", "PYG"),
            ("₵", "GHS"),
            ("₸", "KZT"),
            ("₾", "GEL"),
            ("S/", "PEN"),
            ("Q", "GTQ"),
            ("KSh", "KES"),
            ("DT", "TND"),
            ("KD", "KWD"),
            ("Dh", "AED MAD"),
        }
        .ToFrozenDictionary(known => known.Item1, known => known.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is a sign or code of some currency.</summary>
    internal static bool IsKnown(string sign) => Known.ContainsKey(sign) || Currencies.IsKnown(sign.ToUpperInvariant());

    /// <summary>Whether an amount with this sign can be in the currency.</summary>
    internal static bool CanBe(string sign, string currency) =>
        Known.TryGetValue(sign, out var codes) ? codes.Split(' ').Contains(currency, StringComparer.Ordinal) : string.Equals(sign, currency, StringComparison.OrdinalIgnoreCase);
}
