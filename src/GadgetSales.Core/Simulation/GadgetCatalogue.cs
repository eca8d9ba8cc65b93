namespace GadgetSales.Core.Simulation;

/// <summary>Something the simulated chain sells.</summary>
/// <param name="Sku">Upper case letters, digits and hyphens.</param>
/// <param name="Name">What the receipt says.</param>
/// <param name="Category">One of the catalogue's eight.</param>
/// <param name="PriceMinor">Shelf price of one, in cents.</param>
/// <param name="Popularity">How often it is bought, relative to the others.</param>
/// <param name="GoesWith">What customers add to it, if anything: a category.</param>
public sealed record Gadget(string Sku, string Name, string Category, long PriceMinor, double Popularity, string? GoesWith = null);

/// <summary>Forty gadgets in eight categories: few dear ones, many cheap ones, as shops sell them.</summary>
public static class GadgetCatalogue
{
    const string Cables = "Cables";
    const string Accessories = "Accessories";

    public static IReadOnlyList<Gadget> All { get; } =
    [
        .. Of("Phones", Accessories, ("PHONE-LITE", "Lumo Phone Lite", 24900, 5), ("PHONE-ONE", "Lumo Phone One", 59900, 6),
            ("PHONE-PRO", "Lumo Phone Pro", 99900, 4), ("PHONE-FOLD", "Lumo Phone Fold", 154900, 1), ("PHONE-SENIOR", "Easy Phone", 12900, 2)),
        .. Of("Laptops", Accessories, ("LAPTOP-13", "Featherbook 13", 109900, 3), ("LAPTOP-15", "Featherbook 15", 139900, 2),
            ("LAPTOP-GAME", "Blaze 16 Gaming Laptop", 189900, 1), ("LAPTOP-EDU", "Campus 11 Laptop", 34900, 2.5), ("TABLET-10", "Slate 10 Tablet", 39900, 4)),
        .. Of("Audio", null, ("EARBUDS", "Pebble Earbuds", 7999, 9), ("EARBUDS-PRO", "Pebble Earbuds Pro", 19900, 5),
            ("HEADPHONES", "Hush Headphones", 24999, 4), ("SPEAKER-MINI", "Boom Mini Speaker", 3999, 6), ("SOUNDBAR", "Panorama Soundbar", 29900, 1.5)),
        .. Of("Wearables", Accessories, ("WATCH", "Pulse Watch", 22900, 4), ("WATCH-ULTRA", "Pulse Watch Ultra", 64900, 1),
            ("BAND", "Pulse Band", 5999, 5), ("RING", "Orbit Ring", 29900, 1.2), ("TRACKER", "Findit Tag", 2900, 9)),
        .. Of("Gaming", null, ("CONSOLE", "Nova Console", 49900, 2), ("CONSOLE-POCKET", "Nova Pocket", 29900, 2.5),
            ("GAMEPAD", "Nova Gamepad", 5999, 5), ("VR-HEADSET", "Horizon VR Headset", 39900, 1), ("GAME-CARD", "Nova Gift Card", 2500, 6)),
        .. Of("Smart Home", null, ("BULB", "Glow Smart Bulb", 1499, 9), ("PLUG", "Glow Smart Plug", 1999, 8), ("DOORBELL", "Chime Video Doorbell", 9900, 2.5),
            ("THERMOSTAT", "Ember Thermostat", 17900, 1.2), ("VACUUM", "Rover Robot Vacuum", 34900, 1.5)),
        .. Of(Cables, null, ("USB-C-1M", "USB-C Cable 1 m", 995, 16), ("USB-C-2M", "USB-C Cable 2 m", 1495, 12), ("HDMI-2M", "HDMI Cable 2 m", 1295, 8),
            ("CHARGER-30W", "30 W Charger", 2499, 12), ("CHARGER-100W", "100 W Charger", 5999, 5)),
        .. Of(Accessories, null, ("CASE", "Clear Phone Case", 1999, 14), ("GLASS", "Screen Protector", 1495, 14), ("POWERBANK", "Powerbank 10,000 mAh", 3499, 8),
            ("SLEEVE", "Laptop Sleeve", 2999, 4), ("BATTERIES-AA", "AA Batteries (8-pack)", 799, 15)),
    ];

    static List<Gadget> Of(string category, string? goesWith, params ReadOnlySpan<(string Sku, string Name, long PriceMinor, double Popularity)> gadgets)
    {
        var made = new List<Gadget>(gadgets.Length);
        foreach (var gadget in gadgets)
        {
            made.Add(new Gadget(gadget.Sku, gadget.Name, category, gadget.PriceMinor, gadget.Popularity, goesWith));
        }

        return made;
    }
}
