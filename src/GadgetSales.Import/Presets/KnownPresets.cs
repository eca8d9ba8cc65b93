using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Presets;

/// <summary>All presets, and which of them a header belongs to.</summary>
public static class KnownPresets
{
    public const string None = "none";

    public static IReadOnlyList<Preset> All { get; } =
    [
        ShopPresets.Shopify, TillPresets.Square, TillPresets.Loyverse, TillPresets.Toast, MarketPresets.Amazon,
        ShopPresets.WooCommerce, TillPresets.Lightspeed, TillPresets.Odoo, TillPresets.Clover, MarketPresets.PayPal, MarketPresets.EBay, TillPresets.DsfinvK,
    ];

    /// <summary>The preset that was chosen, else the confirmed one whose columns the header has.</summary>
    /// <exception cref="ImportRefusedException">No preset is called so.</exception>
    internal static Preset? Of(string? chosen, IReadOnlyList<string> header)
    {
        if (chosen is null)
        {
            return All.FirstOrDefault(preset => preset.IsConfirmed && Fits(preset, header));
        }

        return string.Equals(chosen, None, StringComparison.OrdinalIgnoreCase) ? null
            : All.FirstOrDefault(preset => string.Equals(preset.Name, chosen, StringComparison.OrdinalIgnoreCase))
                ?? throw new ImportRefusedException($"--preset {chosen}: there is none of this name. There are {string.Join(", ", All.Select(preset => preset.Name))} and {None}.");
    }

    /// <summary>A preset that was not chosen though the header looks like it.</summary>
    internal static Preset? Suggestion(IReadOnlyList<string> header) => All.FirstOrDefault(preset => !preset.IsConfirmed && Fits(preset, header));

    static bool Fits(Preset preset, IReadOnlyList<string> header) =>
        preset.Signature.All(column => header.Any(name => string.Equals(name.Trim(), column, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Words to the fields' own, without case.</summary>
    internal static IReadOnlyDictionary<string, string> Words(params (string Word, string Meaning)[] words) =>
        words.ToDictionary(word => word.Word, word => word.Meaning, StringComparer.OrdinalIgnoreCase);

    internal static RowRule Skip(string column, string reason, params string[] values) => new(column, values, reason);

    internal static RowRule Keep(string column, string reason, params string[] values) => new(column, values, reason, Keep: true);

    internal static RowRule Fault(string column, string reason, params string[] values) => new(column, values, reason, IsFault: true);
}
