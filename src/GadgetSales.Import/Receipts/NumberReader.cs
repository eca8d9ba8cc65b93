using System.Globalization;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Reads the numbers of a row as their columns were decided to be read.</summary>
sealed class NumberReader(ColumnMapping columns, ColumnDecisions decisions, ImportSettings settings)
{
    const long LargestMilli = 100_000_000_000;

    /// <summary>Thousandths of a quantity, with its sign.</summary>
    internal long? Quantity(string[] row)
    {
        if (columns.Value(ImportFields.Quantity, row) is not { } text)
        {
            return null;
        }

        var mark = columns.IsConstant(ImportFields.Quantity) ? '.' : decisions.MarkOf(ImportFields.Quantity);
        if (WrittenNumber.TryRead(text, out var number) && number is { Currency: null, IsPercent: false } && number.Plain(mark) is { } plain
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= LargestMilli
            && value * 1000 / settings.QuantityUnit is var milli && milli == Math.Floor(milli))
        {
            return number.IsNegative ? -(long)milli : (long)milli;
        }

        throw new RowFaultException($"{columns.NameOf(ImportFields.Quantity)} '{text}' is not a whole number other than 0 or one with up to three decimals");
    }

    /// <summary>An amount in minor units, with its sign.</summary>
    internal long? Amount(string field, string[] row, string currency) =>
        Read(field, row, currency, out var digits, out var negative) is not { } plain ? null
        : MoneyText.TryRead(plain, digits, '.', out var minor, out var reason) ? (negative ? -minor : minor)
        : throw new RowFaultException($"{columns.NameOf(field)} {reason}");

    /// <summary>A tax in minor units, rounded half away from zero: tills compute it to more decimals than the currency has.</summary>
    internal long? Tax(string[] row, string currency) =>
        Read(ImportFields.Tax, row, currency, out var digits, out _) is not { } plain ? null
        : plain.Length <= 20 ? LineMoney.Round(decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Power(digits))
        : throw new RowFaultException($"{columns.NameOf(ImportFields.Tax)} '{plain}' is too large");

    /// <summary>The total of a whole receipt, from a column that is no field: its mark is that of the prices.</summary>
    internal long? Total(string text, string currency) =>
        WrittenNumber.TryRead(text, out var number) && number.Plain(decisions.MarkOf(ImportFields.UnitPrice)) is { } plain
        && MoneyText.TryRead(plain, Currencies.MinorUnits(currency), '.', out var minor, out _)
            ? minor
            : throw new RowFaultException($"'{text}' is not the amount of a receipt");

    /// <summary>A price in minor units, of which there may be parts: fuel costs 1.299, a screw 0.0045.</summary>
    internal decimal? Price(string[] row, string currency)
    {
        if (Read(ImportFields.UnitPrice, row, currency, out var digits, out var negative) is not { } plain)
        {
            return null;
        }

        var isFine = !MoneyText.TryRead(plain, digits, '.', out var minor, out var reason);
        if (isFine && plain.Length > 20)
        {
            throw new RowFaultException($"{columns.NameOf(ImportFields.UnitPrice)} {reason}");
        }

        var price = isFine ? decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Power(digits) : minor;
        return negative ? -price : price;
    }

    /// <summary>Per cent of a discount: a column of its own, or a discount that is written with a per-cent sign.</summary>
    internal decimal? Percent(string[] row)
    {
        var field = columns.Value(ImportFields.DiscountPercent, row) is null && columns.Value(ImportFields.Discount, row) is ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9' or '-', .., '%']
            ? ImportFields.Discount
            : ImportFields.DiscountPercent;
        if (columns.Value(field, row) is not { } text)
        {
            return null;
        }

        return WrittenNumber.TryRead(text, out var number) && number.Plain(decisions.MarkOf(field)) is { } plain
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
                ? percent
                : throw new RowFaultException($"{columns.NameOf(field)} '{text}' is not a number from 0 to 100");
    }

    string? Read(string field, string[] row, string currency, out int digits, out bool negative)
    {
        (digits, negative) = (settings.MinorUnits || columns.IsMinor(field) ? 0 : Currencies.MinorUnits(currency), false);
        if (columns.Value(field, row) is not { } text)
        {
            return null;
        }

        var mark = columns.IsConstant(field) ? '.' : decisions.MarkOf(field);
        if (!WrittenNumber.TryRead(text, out var number) || number.Plain(mark) is not { } plain || number.IsPercent)
        {
            throw new RowFaultException($"{columns.NameOf(field)} '{text}' is not an amount");
        }

        if (number.Currency is { } sign && !CurrencySigns.CanBe(sign, currency))
        {
            throw new RowFaultException($"{columns.NameOf(field)} '{text}' is not an amount in {currency}");
        }

        negative = number.IsNegative;
        return plain;
    }

    static decimal Power(int digits) => digits switch { 0 => 1, 2 => 100, 3 => 1_000, 4 => 10_000, _ => (decimal)Math.Pow(10, digits) };
}
