using static GadgetSales.Import.Presets.KnownPresets;

namespace GadgetSales.Import.Presets;

/// <summary>Online shops.</summary>
static class ShopPresets
{
    internal static Preset Shopify { get; } = new()
    {
        Name = "shopify",
        Title = "Shopify, orders export",
        IsConfirmed = true,
        Signature = ["Name", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"],
        Map =
        [
            "sale_id=Name", "sold_at=Created at", "currency=Currency", "sku=Lineitem sku", "name=Lineitem name", "quantity=Lineitem quantity",
            "unit_price=Lineitem price", "discount=Lineitem discount", "channel=Source",
        ],
        FillDown = true,
        ReceiptTotal = "Subtotal",
        Rules =
        [
            Skip("Financial Status", "voided", "voided"),
            Skip("Financial Status", "not paid yet", "pending", "authorized", "expired"),
            Skip("Financial Status", "refunded in full", "refunded"),
            Fault("Financial Status", "the order was refunded or paid in part, and the export does not say which lines or when: enter it by hand", "partially_refunded", "partially_paid"),
            Skip("Cancelled at", "cancelled", "*"),
        ],
        Ignore =
        [
            "Email", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount",
            "Shipping Method", "Lineitem compare at price", "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Notes", "Note Attributes",
            "Payment Method", "Payment Reference", "Refunded Amount", "Vendor", "Location", "Id", "Tags", "Risk Level", "Outstanding Balance", "Employee", "Device ID", "Phone",
            "Receipt Number", "Duties", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value",
            "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References", "Financial Status", "Cancelled at",
        ],
        Note = "revenue is that of the lines, without shipping and taxes on top",
    };

    internal static Preset WooCommerce { get; } = new()
    {
        Name = "woocommerce",
        Title = "WooCommerce, orders of Analytics",
        Signature = ["Order #", "Status", "Product(s)", "Items sold", "N. Revenue"],
        Map = ["sale_id=Order #", "sold_at=Date", "name=Product(s)", "quantity=Items sold", "line_total=N. Revenue"],
        Rules = [Keep("Status", "not completed", "completed", "processing")],
        Ignore = ["N. Revenue (formatted)", "Status", "Customer", "Customer type", "Coupon(s)", "Attribution"],
        Note = "an order is one line, because its products stand in one cell",
    };
}
