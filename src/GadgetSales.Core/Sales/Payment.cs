namespace GadgetSales.Core.Sales;

/// <summary>How money came in or went out.</summary>
public enum PaymentMethod
{
    Cash,
    Card,
    GiftCard,
    Voucher,
    Account,
    Wallet,
    Bank,
    Other,
}

/// <summary>A payment of a receipt. <paramref name="AmountMinor"/> is signed as money that comes in: change and refunds are negative.</summary>
public readonly record struct Payment(PaymentMethod Method, long AmountMinor);
