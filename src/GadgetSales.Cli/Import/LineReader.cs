using System.Globalization;
using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Import;

/// <summary>Reads product, quantity and money of a row. What the row says twice must agree.</summary>
sealed class LineReader(ColumnMapping columns, ImportSettings settings)
{
    readonly char _decimalMark = settings.DecimalComma ? ',' : '.';
    readonly Dictionary<string, string> _slugs = new(StringComparer.Ordinal);

    internal SaleLine Read(string[] row, string currency, out bool givesBack)
    {
        var name = columns.Value(SaleFields.Name, row);
        var sku = columns.Value(SaleFields.Sku, row) ?? (name is null ? null : Slug(name));
        var signed = Quantity(columns.Value(SaleFields.Quantity, row));
        givesBack = signed < 0;
        var quantity = Math.Abs(signed);
        var total = Amount(SaleFields.LineTotal, row, currency) is { } lineTotal ? (givesBack ? -lineTotal : lineTotal) : (long?)null;
        var price = Amount(SaleFields.UnitPrice, row, currency) ?? PriceOf(total, quantity);
        return new SaleLine
        {
            Sku = string.IsNullOrEmpty(sku) ? throw new RowFaultException($"{SaleFields.Sku} is empty") : sku,
            Name = name,
            Category = columns.Value(SaleFields.Category, row),
            Quantity = quantity,
            UnitPriceMinor = price,
            DiscountMinor = Discount(Amount(SaleFields.Discount, row, currency), total, quantity, price),
        };
    }

    static int Quantity(string? text)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint; // 2.0 is 2, 2.5 is not an int
        return text is null ? throw new RowFaultException($"{SaleFields.Quantity} is empty")
            : int.TryParse(text, Whole, CultureInfo.InvariantCulture, out var quantity) && quantity is not (0 or int.MinValue) ? quantity
            : throw new RowFaultException($"{SaleFields.Quantity} '{text}' is not a whole number other than 0");
    }

    static long PriceOf(long? total, int quantity)
    {
        if (total is not { } known)
        {
            throw new RowFaultException($"{SaleFields.UnitPrice} is empty");
        }

        return known % quantity == 0
            ? known / quantity
            : throw new RowFaultException($"{SaleFields.UnitPrice} is empty and {SaleFields.LineTotal} is no multiple of the quantity");
    }

    static long Discount(long? discount, long? total, int quantity, long price)
    {
        var gross = Math.BigMul(price, quantity, out var low) is 0 && low >= 0 ? low : throw new RowFaultException($"{SaleFields.Quantity} × {SaleFields.UnitPrice} is too large");
        var implied = gross - total;
        if (implied < 0 || (discount ?? implied) != (implied ?? discount))
        {
            throw new RowFaultException($"{SaleFields.LineTotal} is not {SaleFields.Quantity} × {SaleFields.UnitPrice} less the {SaleFields.Discount}");
        }

        return discount ?? implied ?? 0;
    }

    long? Amount(string field, string[] row, string currency)
    {
        if (columns.Value(field, row) is not { } text)
        {
            return null;
        }

        var digits = settings.MinorUnits || columns.IsMinor(field) ? 0 : Currencies.MinorUnits(currency);
        if (!MoneyText.TryRead(text, digits, _decimalMark, out var minor, out var reason))
        {
            throw new RowFaultException($"{field} {reason}");
        }

        return minor >= 0 || field == SaleFields.LineTotal ? minor : throw new RowFaultException($"{field} '{text}' is negative");
    }

    /// <summary>Lower case letters and digits, everything else one hyphen: <c>AAA Batteries (4-pack)</c> is <c>aaa-batteries-4-pack</c>.</summary>
    string Slug(string name)
    {
        if (_slugs.TryGetValue(name, out var slug))
        {
            return slug;
        }

        var words = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]);
        slug = string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (_slugs.Count < 100_000)
        {
            _slugs.Add(name, slug);
        }

        return slug;
    }
}
