using System.Collections.Frozen;

namespace GadgetSales.Import.Columns;

/// <summary>Names by which tills print rows that are no goods. Only a whole name counts: Total Cereal is a product.</summary>
static class LineWords
{
    static readonly FrozenSet<string> Totals = Set(
        "total|totals|subtotal|sub total|sub-total|grand total|sum|report total|summe|gesamt|gesamtsumme|zwischensumme|endsumme|totale|totaal|subtotaal|somme|sous-total|total général|suma|subtotale|итого|合計|小計");

    static readonly FrozenSet<string> Payments = Set(
        "payment|payments|credit card|debit card|visa|mastercard|amex|paypal|tender|tendered|change due|amount paid|zahlung|bargeld|ec-karte|kreditkarte|rückgeld|wechselgeld|tip|tips|gratuity|trinkgeld|"
        + "tax|taxes|sales tax|vat|gst|pst|hst|mwst|mwst.|ust|umsatzsteuer|steuer|tva|iva|btw|rounding|cash rounding|rundung");

    /// <summary>Also the names of goods where goods have no article numbers: a greeting card, a chocolate bar.</summary>
    static readonly FrozenSet<string> PaymentsBesideNumbers = Set("cash|card|change|bar|karte");

    static readonly FrozenSet<string> Fees = Set(
        "discount|discounts|rabatt|coupon|promotion|remise|descuento|shipping|delivery|delivery fee|postage|surcharge|service charge|service fee|bag fee|deposit|bottle deposit|pfand|leergut|versand|versandkosten|lieferung");

    static readonly FrozenSet<string> GiftCards = Set("gift card|giftcard|gift cards|e-gift card|gift voucher|gift certificate|gutschein|geschenkgutschein|geschenkkarte|carte cadeau|chèque cadeau|tarjeta regalo|buono regalo|cadeaubon");

    internal static bool IsTotal(string? name) => name is not null && Totals.Contains(name.TrimEnd(':', ' '));

    /// <summary>A payment, tip, tax or rounding: money, but nothing that was sold.</summary>
    internal static bool IsPayment(string? name, bool othersHaveNumbers) =>
        name?.TrimEnd(':', ' ') is { } word && (Payments.Contains(word) || (othersHaveNumbers && PaymentsBesideNumbers.Contains(word)));

    /// <summary>The kind that a line without an article number has by its name alone; null: goods.</summary>
    internal static string? KindOf(string name, bool hasSku) =>
        GiftCards.Contains(name) ? "giftCard" : !hasSku && Fees.Contains(name.TrimEnd(':', ' ')) ? "fee" : null;

    static FrozenSet<string> Set(string words) => words.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
