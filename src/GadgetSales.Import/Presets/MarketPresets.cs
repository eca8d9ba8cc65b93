using static GadgetSales.Import.Presets.KnownPresets;

namespace GadgetSales.Import.Presets;

/// <summary>Marketplaces and payment services.</summary>
static class MarketPresets
{
    internal static Preset Amazon { get; } = new()
    {
        Name = "amazon",
        Title = "Amazon, all orders report",
        IsConfirmed = true,
        Signature = ["amazon-order-id", "purchase-date", "order-status", "item-price", "quantity"],
        Map =
        [
            "sale_id=amazon-order-id", "sold_at=purchase-date", "currency=currency", "sku=sku", "name=product-name", "quantity=quantity", "line_total=item-price",
            "channel=sales-channel", "tax=item-tax",
        ],
        Set = ["tax_included=false"],
        Rules = [Skip("order-status", "cancelled", "Cancelled", "Canceled"), Skip("item-status", "cancelled", "Cancelled", "Canceled"), Skip("order-status", "not paid yet", "Pending")],
        Ignore =
        [
            "merchant-order-id", "last-updated-date", "order-status", "item-status", "fulfillment-channel", "asin", "shipping-price", "shipping-tax", "gift-wrap-price", "gift-wrap-tax",
            "item-promotion-discount", "ship-promotion-discount", "promotion-ids", "order-channel", "url", "ship-service-level", "ship-city", "ship-state", "ship-postal-code",
            "ship-country", "is-business-order", "purchase-order-number", "price-designation",
        ],
        Note = "item-price is the price of the whole line before promotions; times are UTC, so the shop's --zone is needed",
    };

    internal static Preset PayPal { get; } = new()
    {
        Name = "paypal",
        Title = "PayPal, activity download",
        Signature = ["Date", "Time", "TimeZone", "Type", "Status", "Currency", "Gross", "Fee", "Net", "Transaction ID"],
        Map = ["sale_id=Transaction ID", "sold_at=Date+Time", "zone=TimeZone", "type=Type", "currency=Currency", "sku=Item ID", "name=Item Title", "line_total=Gross"],
        Set = ["quantity=1", "channel=paypal"],
        Rules =
        [
            Keep("Status", "not completed", "Completed"),
            Keep("Type", "not a payment of a customer", "Express Checkout Payment", "Website Payment", "Mobile Payment", "eBay Auction Payment", "PreApproved Payment Bill User Payment", "Payment Refund"),
        ],
        Types = Words(
            ("Express Checkout Payment", "sale"), ("Website Payment", "sale"), ("Mobile Payment", "sale"), ("eBay Auction Payment", "sale"),
            ("PreApproved Payment Bill User Payment", "sale"), ("Payment Refund", "return")),
        Ignore = ["Name", "Status", "Fee", "Net", "Balance", "Receipt ID", "Quantity", "From Email Address", "To Email Address", "Shipping and Handling Amount", "Sales Tax", "Balance Impact"],
        Note = "a payment is one line of quantity 1",
    };

    internal static Preset EBay { get; } = new()
    {
        Name = "ebay",
        Title = "eBay, orders report",
        Signature = ["Sales Record Number", "Order Number", "Item Title", "Quantity", "Sold For", "Sale Date"],
        Map = ["sale_id=Order Number", "sold_at=Sale Date", "sku=Custom Label", "name=Item Title", "quantity=Quantity", "unit_price=Sold For"],
        Ignore =
        [
            "Sales Record Number", "Buyer Username", "Buyer Name", "Buyer Email", "Total Price", "Paid On Date", "Ship By Date", "Shipped On Date", "Shipping And Handling",
            "Seller Collected Tax", "eBay Collected Tax", "Payment Method",
        ],
        Set = ["channel=ebay"],
    };
}
