namespace GadgetSales.Import.Receipts;

/// <summary>What a line comes to.</summary>
readonly record struct PricedLine(long? UnitPriceMinor, long AmountMinor, long DiscountMinor);

/// <summary>The money of one line as the file has it, all positive: any two of price, total and discount give the third, and three must agree.</summary>
readonly record struct LineMoney(long QuantityMilli, decimal? PriceMinor, long? TotalMinor)
{
    /// <summary>Above this, products of quantity and price are no amounts any more.</summary>
    const decimal Largest = 9_007_199_254_740_991;

    internal long? DiscountMinor { get; init; }

    internal decimal? DiscountPercent { get; init; }

    /// <summary>Before the discount.</summary>
    internal long? GrossMinor { get; init; }

    /// <summary>Minor units, half away from zero.</summary>
    internal static long Round(decimal minor) => (long)Math.Round(minor, MidpointRounding.AwayFromZero);

    /// <summary>The line, or null and why its figures make none; fields stand in braces.</summary>
    internal PricedLine? Price(out string? fault)
    {
        fault = null;
        if (PriceMinor is not { } price)
        {
            return TotalMinor is { } known ? OfTotal(known, out fault) : Fault("{price} is empty", out fault);
        }

        var exact = price * QuantityMilli / 1000;
        if (exact > Largest)
        {
            return Fault("{quantity} × {price} is too large", out fault);
        }

        return TotalMinor is { } total ? OfBoth(price, exact, total, out fault) : OfPrice(price, exact, out fault);
    }

    PricedLine? OfPrice(decimal price, decimal exact, out string? fault)
    {
        fault = null;
        var isFine = price != Math.Floor(price);
        if (isFine && exact != Math.Floor(exact) && exact >= 0.5m)
        {
            return Fault("{price} '{text}' has more than {digits} decimals and the line comes to no whole amount: map {total} too", out fault);
        }

        var gross = Round(exact);
        var discount = Discount(gross);
        return discount > gross
            ? Fault($"{{discount}} is more than {{quantity}} × {{price}}", out fault)
            : new PricedLine(isFine ? (gross == 0 ? 0 : null) : (long)price, gross - discount, discount);
    }

    PricedLine? OfTotal(long total, out string? fault)
    {
        fault = null;
        var discount = DiscountMinor ?? (GrossMinor - total) ?? 0;
        var gross = total + discount;
        if (discount < 0 || (GrossMinor is { } said && said != gross))
        {
            return Fault("{total} is not {gross} less the {discount}", out fault);
        }

        var price = QuantityMilli == 0 ? 0.5m : (decimal)gross * 1000 / QuantityMilli;
        return new PricedLine(price == Math.Floor(price) ? (long)price : null, total, discount);
    }

    PricedLine? OfBoth(decimal price, decimal exact, long total, out string? fault)
    {
        fault = null;
        var gross = Round(exact);
        var isWhole = price == Math.Floor(price);
        var given = DiscountMinor is not null || DiscountPercent is not null;
        var discount = given ? Discount(gross) : Math.Max(0, gross - total);
        var off = gross - discount - total;
        if (off == 0)
        {
            return new PricedLine(isWhole ? (long)price : null, total, discount);
        }

        // A price shown per piece was rounded: 3 for 10.00 are 3.33 each. A per-cent discount and a weighed line are a minor unit off at most.
        var slack = Math.Max(0.5m * QuantityMilli / 1000, DiscountPercent is not null || !isWhole || QuantityMilli % 1000 != 0 ? 1.01m : 0);
        return Math.Abs(off) < slack
            ? new PricedLine(null, total, discount)
            : Fault($"{{total}} {Text(total)} is not {{quantity}} × {{price}}{(given ? " less the {discount}" : "")}, which is {Text(gross - discount)} (minor units)", out fault);
    }

    long Discount(long gross) => DiscountMinor ?? (DiscountPercent is { } percent ? Round(gross * percent / 100) : 0);

    static string Text(decimal minor) => minor.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static PricedLine? Fault(string reason, out string? fault)
    {
        fault = reason;
        return null;
    }
}
