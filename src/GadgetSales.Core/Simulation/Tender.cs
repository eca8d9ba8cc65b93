using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>How customers pay, and the tax that prices hold.</summary>
static class Tender
{
    /// <summary>Hundredths of a per cent.</summary>
    const long TaxRate = 825;

    const long WholeRate = 10_000;
    const long Note = 500;

    static readonly PaymentMethod[] Methods = [PaymentMethod.Card, PaymentMethod.Cash, PaymentMethod.Wallet, PaymentMethod.GiftCard];
    static readonly double[] Weights = [0.6, 0.22, 0.15, 0.03];

    /// <summary>The line with its included tax, rounded down.</summary>
    internal static SaleLine Taxed(SaleLine line) =>
        line with { TaxMinor = line.AmountMinor * TaxRate / (WholeRate + TaxRate), TaxCode = "standard" };

    /// <summary>The receipt with its payments: notes and change where it is cash, money back on a return.</summary>
    internal static Sale Paid(Sale receipt, Dice dice)
    {
        var total = RecordedSale.Of(receipt, receipt.SoldAt).TotalMinor;
        var method = Methods[dice.Weighted(Weights)];
        var given = method == PaymentMethod.Cash && total > 0 ? (total + Note - 1) / Note * Note : total;
        return receipt with
        {
            Payments = given == total ? [new Payment(method, total)] : [new Payment(method, given), new Payment(method, total - given)],
        };
    }
}
