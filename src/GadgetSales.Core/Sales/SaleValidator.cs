using FluentValidation;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Every business rule of a sale, for the API, the command line and whoever builds sales in code. Property names of the failures are JSON
/// pointers. Safe to share between threads: make it once.
/// </summary>
public sealed class SaleValidator : AbstractValidator<Sale>
{
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
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(sale => sale.SaleId).Must(id => SaleId.IsValid(id)).OrRefuse(SaleMember.SaleId);
        RuleFor(sale => sale.StoreId).Printable(SaleMember.StoreId);
        RuleFor(sale => sale.RegisterId).Printable(SaleMember.RegisterId);
        RuleFor(sale => sale.ReceiptNumber).Must(number => number is null or (>= 1 and <= SaleMembers.MaxExact)).OrRefuse(SaleMember.ReceiptNumber);
        RuleFor(sale => sale.Channel).Printable(SaleMember.Channel);
        RuleFor(sale => sale.ExternalId).Printable(SaleMember.ExternalId);
        RuleFor(sale => sale.Currency).Must(Currencies.IsKnown).OrRefuse(SaleMember.Currency);

        RuleFor(sale => sale.SoldAt)
            .Must(soldAt => LocalDate(soldAt) >= Earliest).OrSay(SaleMember.SoldAt, "Must not be before 2000-01-01.")
            .Must(soldAt => soldAt <= time.GetUtcNow() + MaxFuture).OrSay(SaleMember.SoldAt, "Must not be more than 24 hours in the future: check the till's clock and the offset.");
        RuleFor(sale => sale.BusinessDate)
            .Must(date => date >= Earliest).OrSay(SaleMember.BusinessDate, "Must not be before 2000-01-01.")
            .Must((sale, date) => Math.Abs(date.DayNumber - LocalDate(sale.SoldAt).DayNumber) <= MaxBusinessDays)
            .OrSay(SaleMember.BusinessDate, $"Must be within {MaxBusinessDays} days of the local date of soldAt.");

        RuleFor(sale => sale.Type).Must(type => type is >= SaleType.Sale and <= SaleType.Void).OrRefuse(SaleMember.Type);
        RuleFor(sale => sale.OriginalSaleId)
            .Must((sale, original) => original is not null || sale.Type != SaleType.Void)
            .OrSay(SaleMember.OriginalSaleId, "Is required on a void: the saleId of the receipt it cancels.")
            .Must((sale, original) => original is null || sale.Type != SaleType.Sale)
            .OrSay(SaleMember.OriginalSaleId, "Must be absent on a sale. If goods come back, type is return; if the original is cancelled, type is void.")
            .Must(original => original is null || SaleId.IsValid(original)).OrRefuse(SaleMember.OriginalSaleId)
            .Must((sale, original) => original is null || original != sale.SaleId)
            .OrSay(SaleMember.OriginalSaleId, "Must not be the sale's own id: give the receipt it refers to.");

        RuleFor(sale => sale.Lines)
            .Must((sale, given) => given.Count == 0 || sale.Type != SaleType.Void)
            .OrSay(SaleMember.Lines, "Must be absent on a void: it cancels all of its original. To take back some of it, post a return.")
            .Must((sale, given) => given.Count > 0 || sale.Type == SaleType.Void).OrSay(SaleMember.Lines, FormattableString.Invariant($"Is required: 1 to {SaleMembers.MaxLines:N0} lines."))
            .Must(given => given.Count <= SaleMembers.MaxLines).OrSay(SaleMember.Lines, FormattableString.Invariant($"Must be at most {SaleMembers.MaxLines:N0} lines: split the receipt."));
        RuleFor(sale => sale.Lines).Custom(SaleLineRules.Check);
    }

    static DateOnly LocalDate(DateTimeOffset time) => DateOnly.FromDateTime(time.DateTime);
}
