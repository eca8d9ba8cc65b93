using static GadgetSales.Import.Presets.KnownPresets;

namespace GadgetSales.Import.Presets;

/// <summary>Tills of shops and restaurants.</summary>
static class TillPresets
{
    internal static Preset Square { get; } = new()
    {
        Name = "square",
        Title = "Square, item details",
        IsConfirmed = true,
        Signature = ["Date", "Time", "Time Zone", "Item", "Qty", "Gross Sales", "Net Sales", "Transaction ID", "Event Type"],
        Map =
        [
            "sale_id=Transaction ID", "sold_at=Date+Time", "zone=Time Zone", "store_id=Location", "register_id=Device Name", "type=Event Type", "sku=SKU", "name=Item",
            "category=Category", "quantity=Qty", "gross=Gross Sales", "discount=Discounts", "line_total=Net Sales", "tax=Tax",
        ],
        Set = ["tax_included=false"],
        Types = Words(("Payment", "sale"), ("Refund", "return")),
        Ignore =
        [
            "Price Point Name", "Modifiers Applied", "Payment ID", "Notes", "Details", "Unit", "Count", "GTIN", "Itemization Type", "Commission", "Employee", "Fulfillment Note", "Channel",
            "Dining Option", "Customer ID", "Customer Name", "Customer Reference ID", "Token", "Card Brand", "PAN Suffix",
        ],
    };

    internal static Preset Loyverse { get; } = new()
    {
        Name = "loyverse",
        Title = "Loyverse, receipts by item",
        IsConfirmed = true,
        Signature = ["Date", "Receipt number", "Receipt type", "Item", "Quantity", "Gross sales", "Discounts", "Net sales", "Store"],
        Map =
        [
            "sale_id=Store+Receipt number", "sold_at=Date", "type=Receipt type", "store_id=Store", "register_id=POS", "external_id=Receipt number", "sku=SKU", "name=Item",
            "category=Category", "quantity=Quantity", "gross=Gross sales", "discount=Discounts", "line_total=Net sales",
        ],
        Types = Words(("Sale", "sale"), ("Refund", "return")),
        Rules = [Skip("Status", "cancelled", "Cancelled", "Canceled", "Voided")],
        Ignore =
        [
            "Variant", "Modifiers applied", "Cost of goods", "Gross profit", "Taxes", "Dining option", "Cashier name", "Customer name", "Customer contacts", "Comment", "Status",
        ],
    };

    internal static Preset Toast { get; } = new()
    {
        Name = "toast",
        Title = "Toast, item selection details",
        IsConfirmed = true,
        Signature = ["Order Id", "Order Date", "Menu Item", "Gross Price", "Net Price", "Qty", "Void?", "Deferred"],
        Map =
        [
            "sale_id=Order Id", "sold_at=Order Date", "store_id=Location", "sku=SKU", "name=Menu Item", "category=Sales Category", "quantity=Qty", "gross=Gross Price",
            "discount=Discount", "line_total=Net Price", "tax=Tax",
        ],
        Set = ["tax_included=false"],
        Rules = [Skip("Void?", "voided", "true", "yes", "1"), Skip("Deferred", "deferred (a gift card sold): no revenue yet", "true", "yes", "1")],
        Ignore =
        [
            "Order #", "Sent Date", "Check Id", "Server", "Table", "Dining Area", "Service", "Dining Option", "Item Selection Id", "Item Id", "Master Id", "PLU", "Menu Subgroups",
            "Menu Subgroup(s)", "Menu Group", "Menu", "Void?", "Deferred", "Tax Exempt", "Tax Inclusion Option", "Dining Option Tax", "Tab Name",
        ],
        Dates = DateOrder.MonthFirst,
    };

    internal static Preset Lightspeed { get; } = new()
    {
        Name = "lightspeed",
        Title = "Lightspeed X-Series (Vend), sales ledger",
        Signature = ["Date", "Receipt Number", "Line Type", "Quantity", "Subtotal", "Details", "Register", "Status"],
        Map =
        [
            "sale_id=Receipt Number", "sold_at=Date", "register_id=Register", "sku=Sku", "name=Details", "quantity=Quantity", "line_total=Subtotal", "tax=Sales Tax",
        ],
        Set = ["tax_included=false"],
        Rules = [Keep("Line Type", "not a line of a sale", "Sale Line"), Skip("Status", "voided or parked", "VOIDED", "SAVED", "LAYBY", "ONACCOUNT")],
        Ignore = ["Line Type", "Customer Code", "Customer Name", "Note", "Discount", "Loyalty", "Total", "Paid", "User", "Status"],
        Note = "Subtotal is the line after its discount and before tax",
    };

    internal static Preset Odoo { get; } = new()
    {
        Name = "odoo",
        Title = "Odoo, point of sale orders with their lines",
        Signature = ["Order Ref", "Date", "Order Lines/Product", "Order Lines/Quantity", "Order Lines/Unit Price"],
        Map =
        [
            "sale_id=Order Ref", "sold_at_utc=Date", "name=Order Lines/Product", "quantity=Order Lines/Quantity", "unit_price=Order Lines/Unit Price",
            "discount_percent=Order Lines/Discount (%)", "line_total=Order Lines/Subtotal",
        ],
        FillDown = true,
        Ignore = ["Order Lines/Subtotal w/o Tax", "Session", "Cashier", "Customer", "Status", "Total"],
        Note = "times are UTC, so the shop's --zone is needed",
    };

    internal static Preset Clover { get; } = new()
    {
        Name = "clover",
        Title = "Clover, line items export",
        Signature = ["Order Date", "Order ID", "Item Name", "Per Unit Quantity", "Item Revenue", "Item Total"],
        Map =
        [
            "sale_id=Order ID", "sold_at=Order Date", "name=Item Name", "quantity=Per Unit Quantity", "gross=Item Revenue", "discount=Item Discount", "line_total=Item Total",
        ],
        Rules = [Skip("Refunded", "refunded", "Yes", "true")],
        Ignore = ["Order Employee Name", "Order Employee ID", "Refunded", "Order Number", "Modifiers", "Tax Amount", "Item Total with Tax Amount"],
    };

    internal static Preset DsfinvK { get; } = new()
    {
        Name = "dsfinvk",
        Title = "DSFinV-K, lines.csv of a German cash register",
        Signature = ["Z_KASSE_ID", "Z_ERSTELLUNG", "BON_ID", "POS_ZEILE", "GV_TYP", "MENGE", "STK_BR"],
        Map =
        [
            "sale_id=Z_KASSE_ID+BON_ID", "external_id=BON_ID", "sold_at=Z_ERSTELLUNG", "register_id=Z_KASSE_ID", "sku=ART_NR", "name=ARTIKELTEXT", "category=WARENGR",
            "kind=GV_TYP", "quantity=MENGE", "unit_price=STK_BR",
        ],
        Kinds = Words(("Umsatz", "goods"), ("Pfand", "fee"), ("PfandRueckzahlung", "fee"), ("Rabatt", "fee"), ("Aufschlag", "fee"), ("MehrzweckgutscheinKauf", "giftCard"), ("EinzweckgutscheinKauf", "giftCard"), ("Anzahlungseinstellung", "prepayment")),
        Rules =
        [
            Skip("P_STORNO", "voided line", "1"),
            Keep("GV_TYP", "no sale of goods", "Umsatz", "Pfand", "PfandRueckzahlung", "Rabatt", "Aufschlag", "MehrzweckgutscheinKauf", "EinzweckgutscheinKauf", "Anzahlungseinstellung"),
        ],
        Ignore = ["Z_NR", "POS_ZEILE", "GUTSCHEIN_NR", "POS_TERMINAL_ID", "GV_TYP", "GV_NAME", "INHAUS", "P_STORNO", "AGENTUR_ID", "GTIN", "WARENGR_ID", "FAKTOR", "EINHEIT"],
        Note = "Z_ERSTELLUNG is when the day was closed: map sold_at to BON_ENDE of transactions.csv where the hour matters",
    };
}
