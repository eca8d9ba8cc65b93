using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Every business rule of a sale, for the API, the command line and whoever builds sales in code. Property names of the failures are JSON
/// pointers. Grouped into few custom rules because each rule costs about as much as all the checks in it. Safe to share between threads: make it once.
/// </summary>
public sealed class SaleValidator : AbstractValidator<Sale>
{
    public const int MaxLines = 1500;

    /// <summary>The largest amount or number that every JSON client reads exactly: 2^53 - 1.</summary>
    public const long MaxExact = 9_007_199_254_740_991;

    public const int MaxQuantity = 100_000;

    /// <summary>Minor units.</summary>
    public const long MaxUnitPriceMinor = 1_000_000_000_000;

    /// <summary>Clocks of tills run ahead, and so do their time zones when set wrong.</summary>
    public static readonly TimeSpan MaxFuture = TimeSpan.FromHours(24);

    /// <summary>
    /// Days between the local date of soldAt and the business date, either way: a trading day runs past midnight, and a weekend's
    /// receipts may be booked on Monday; a wrong month or year is caught.
    /// </summary>
    public const int MaxBusinessDays = 7;

    static readonly DateOnly Earliest = new(2000, 1, 1);

    public SaleValidator(TimeProvider time)
    {
        RuleFor(sale => sale).Custom((sale, context) =>
        {
            CheckIdentity(sale, context);
            CheckTime(sale, time, context);
            CheckKind(sale, context);
            SaleLineRules.Check(sale.Lines, context);
        });
    }

    static void CheckIdentity(Sale sale, ValidationContext<Sale> context)
    {
        if (!SaleId.IsValid(sale.SaleId))
        {
            Fail(context, SaleField.SaleId);
        }

        CheckText(sale.StoreId, SaleField.StoreId, context);
        CheckText(sale.RegisterId, SaleField.RegisterId, context);
        if (sale.ReceiptNumber is < 1 or > MaxExact)
        {
            Fail(context, SaleField.ReceiptNumber);
        }

        CheckText(sale.Channel, SaleField.Channel, context);
        if (!Currencies.IsKnown(sale.Currency))
        {
            Fail(context, SaleField.Currency);
        }
    }

    static void CheckText(string? text, SaleField field, ValidationContext<Sale> context)
    {
        if (text is not null && !PrintableText.IsValid(text, 64))
        {
            Fail(context, field);
        }
    }

    static void CheckTime(Sale sale, TimeProvider time, ValidationContext<Sale> context)
    {
        var localDate = DateOnly.FromDateTime(sale.SoldAt.DateTime);
        if (localDate < Earliest)
        {
            context.AddFailure("/soldAt", "Must not be before 2000-01-01.");
        }
        else if (sale.SoldAt > time.GetUtcNow() + MaxFuture)
        {
            context.AddFailure("/soldAt", "Must not be more than 24 hours in the future: check the till's clock and the offset.");
        }

        if (sale.BusinessDate < Earliest)
        {
            context.AddFailure("/businessDate", "Must not be before 2000-01-01.");
        }
        else if (Math.Abs(sale.BusinessDate.DayNumber - localDate.DayNumber) > MaxBusinessDays)
        {
            context.AddFailure("/businessDate", $"Must be within {MaxBusinessDays} days of the local date of soldAt.");
        }
    }

    static void CheckKind(Sale sale, ValidationContext<Sale> context)
    {
        var isVoid = sale.Type == SaleType.Void;
        if (sale.Type is < SaleType.Sale or > SaleType.Void)
        {
            Fail(context, SaleField.Type);
        }

        if (sale.OriginalSaleId is { } original)
        {
            CheckOriginal(sale, original, context);
        }
        else if (isVoid)
        {
            context.AddFailure("/originalSaleId", "Is required on a void: the saleId of the receipt it cancels.");
        }

        if (isVoid && sale.Lines.Count > 0)
        {
            context.AddFailure("/lines", "Must be absent on a void: it cancels all of its original. To take back some of it, post a return.");
        }
        else if (!isVoid && sale.Lines.Count == 0)
        {
            context.AddFailure("/lines", "Is required: 1 to 1,500 lines.");
        }
        else if (sale.Lines.Count > MaxLines)
        {
            context.AddFailure("/lines", "Must be at most 1,500 lines: split the receipt.");
        }
    }

    static void CheckOriginal(Sale sale, string original, ValidationContext<Sale> context)
    {
        if (sale.Type == SaleType.Sale)
        {
            context.AddFailure("/originalSaleId", "Must be absent on a sale. If goods come back, type is return; if the original is cancelled, type is void.");
        }
        else if (!SaleId.IsValid(original))
        {
            Fail(context, SaleField.OriginalSaleId);
        }
        else if (original == sale.SaleId)
        {
            context.AddFailure("/originalSaleId", "Must not be the sale's own id: give the receipt it refers to.");
        }
    }

    static void Fail(ValidationContext<Sale> context, SaleField field) =>
        context.AddFailure(SaleErrors.PointerOf(-1, SaleFields.NameOf(field)), $"Must be {SaleFields.RuleOf(field)}.");
}
