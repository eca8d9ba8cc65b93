namespace GadgetSales.Core.Lake;

/// <summary>What sales can be grouped and filtered by.</summary>
public sealed class Dimension
{
    Dimension(string name, string field, string description, bool isLineLevel = false)
    {
        Name = name;
        Field = LakeSchema.Fields.Single(candidate => string.Equals(candidate.Name, field, StringComparison.Ordinal));
        Description = description;
        IsLineLevel = isLineLevel;
    }

    public static Dimension Store { get; } = new("store", "store_id", "The store that sold.");

    public static Dimension Register { get; } = new("register", "register_id", "The register within the store; null where tills do not say.");

    public static Dimension Sku { get; } = new("sku", "sku", "The article.", isLineLevel: true);

    public static Dimension Category { get; } = new("category", "category", "The article's category; null where it has none.", isLineLevel: true);

    public static Dimension Channel { get; } = new("channel", "channel", "The sales channel, such as store or online; null where tills do not say.");

    public static Dimension Currency { get; } = new("currency", "currency", "ISO 4217. Amounts are never summed across currencies.");

    /// <summary>As requests and answers name it.</summary>
    public string Name { get; }

    /// <summary>The lake's column behind it.</summary>
    public LakeField Field { get; }

    public string Description { get; }

    /// <summary>The lines of one sale may differ in it.</summary>
    public bool IsLineLevel { get; }

    public override string ToString() => Name;
}
