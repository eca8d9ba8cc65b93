using GadgetSales.Core.Sales;
using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Reads product, quantity and money of a row. What the row says twice must agree.</summary>
sealed class ItemReader(ColumnMapping columns, ColumnDecisions decisions, ImportSettings settings)
{
    readonly NumberReader _numbers = new(columns, decisions, settings);
    readonly ProductCode _codes = new();

    internal ReceiptLine Read(string[] row, string currency, bool comesBack)
    {
        var name = columns.Value(ImportFields.Name, row) is { } text ? ProductCode.Tidy(text) : null;
        var quantity = _numbers.Quantity(row) ?? throw new RowFaultException($"{columns.NameOf(ImportFields.Quantity)} is empty: give --set {ImportFields.Quantity}=1 if each line is one piece");
        var price = _numbers.Price(row, currency);
        var total = _numbers.Amount(ImportFields.LineTotal, row, currency);
        var givesBack = GivesBack(quantity, price, total, comesBack);
        if (quantity == 0 && !(comesBack && total is not (null or 0)))
        {
            throw new RowFaultException($"{columns.NameOf(ImportFields.Quantity)} '{columns.Value(ImportFields.Quantity, row)}' is not a whole number other than 0 or one with up to three decimals");
        }

        var item = Money(row, currency, new LineMoney(Math.Abs(quantity), price is { } signed ? Math.Abs(signed) : null, total is { } sum ? Math.Abs(sum) : null));
        return new ReceiptLine
        {
            Sku = columns.Value(ImportFields.Sku, row) ?? (name is null ? throw new RowFaultException($"{columns.NameOf(ImportFields.Sku)} is empty") : _codes.Of(name)),
            Name = name,
            Category = columns.Value(ImportFields.Category, row),
            Kind = columns.Value(ImportFields.Kind, row) is { } kind ? Kind(kind) : name is null ? null : LineWords.KindOf(name, columns.Value(ImportFields.Sku, row) is not null),
            QuantityMilli = Math.Abs(quantity),
            UnitPriceMinor = item.UnitPriceMinor,
            AmountMinor = item.AmountMinor,
            DiscountMinor = item.DiscountMinor,
            TaxMinor = _numbers.Tax(row, currency),
            TaxCode = columns.Value(ImportFields.TaxCode, row),
            GivesBack = givesBack,
        };
    }

    /// <summary>Signs that contradict each other are nobody's to guess, but on a return, where each system writes its own.</summary>
    bool GivesBack(long quantity, decimal? price, long? total, bool comesBack)
    {
        if (!comesBack && quantity < 0 && (price < 0 || (total > 0 && price is not < 0)))
        {
            var other = price < 0 ? columns.NameOf(ImportFields.UnitPrice) + " are both below zero" : columns.NameOf(ImportFields.LineTotal) + " have opposite signs";
            throw new RowFaultException($"{columns.NameOf(ImportFields.Quantity)} and {other}: say with --map type=COLUMN which receipts are returns");
        }

        return quantity < 0 || price < 0 || total < 0;
    }

    PricedLine Money(string[] row, string currency, LineMoney line)
    {
        var percent = _numbers.Percent(row);
        var discount = percent is not null && columns.Value(ImportFields.Discount, row)?.EndsWith('%') == true ? null : _numbers.Amount(ImportFields.Discount, row, currency);
        if (discount is { } each && settings.DiscountPerUnit == true)
        {
            discount = LineMoney.Round((decimal)each * line.QuantityMilli / 1000);
        }

        var priced = line with
        {
            DiscountMinor = discount is { } known ? Math.Abs(known) : null,
            DiscountPercent = percent,
            GrossMinor = _numbers.Amount(ImportFields.Gross, row, currency) is { } gross ? Math.Abs(gross) : null,
        };
        return priced.Price(out var fault) is { } item ? item : throw new RowFaultException(Name(fault!, row, currency));
    }

    /// <summary>Puts the columns' names and the currency's decimals where the reason speaks of fields.</summary>
    string Name(string fault, string[] row, string currency) => fault
        .Replace("{text}", columns.Value(ImportFields.UnitPrice, row), StringComparison.Ordinal)
        .Replace("{price}", columns.NameOf(ImportFields.UnitPrice), StringComparison.Ordinal)
        .Replace("{total}", columns.NameOf(ImportFields.LineTotal), StringComparison.Ordinal)
        .Replace("{discount}", columns.Has(ImportFields.Discount) ? columns.NameOf(ImportFields.Discount) : columns.NameOf(ImportFields.DiscountPercent), StringComparison.Ordinal)
        .Replace("{quantity}", columns.NameOf(ImportFields.Quantity), StringComparison.Ordinal)
        .Replace("{gross}", columns.NameOf(ImportFields.Gross), StringComparison.Ordinal)
        .Replace("{digits}", $"{(settings.MinorUnits || columns.IsMinor(ImportFields.UnitPrice) ? 0 : Currencies.MinorUnits(currency))}", StringComparison.Ordinal);

    string? Kind(string text) =>
        columns.Preset?.Kinds.GetValueOrDefault(text) is { } known ? (known == "goods" ? null : known)
        : text.ToLowerInvariant() switch
        {
            "goods" => null,
            "fee" or "component" or "prepayment" => text.ToLowerInvariant(),
            "giftcard" or "gift card" => "giftCard",
            _ => throw new RowFaultException($"{columns.NameOf(ImportFields.Kind)} '{text}' is none of goods, fee, component, giftCard, prepayment"),
        };
}
