using GadgetSales.Core.Stores;

namespace GadgetSales.Api.Stores;

/// <summary>A store that sold something or that somebody described.</summary>
/// <param name="Settings">Null until somebody described it.</param>
/// <param name="Registers">What the lake knows of its tills.</param>
public sealed record KnownStore(string StoreId, StoreSettings? Settings, IReadOnlyList<RegisterActivity> Registers)
{
    static readonly StoreClock Undescribed = new(null, TimeOnly.MinValue);

    public StoreClock Clock { get; } = Settings is null ? Undescribed : StoreClock.Of(Settings);

    /// <summary>Of its wall clock: its zone's, else that of its latest sale with an offset other than zero, else zero.</summary>
    public TimeSpan OffsetAt(DateTimeOffset instant) => Clock.Zone?.GetUtcOffset(instant) ?? RegisterActivity.OffsetOf(Registers) ?? TimeSpan.Zero;

    /// <summary>Joins what was said and what was sold, by store id.</summary>
    public static IReadOnlyList<KnownStore> Join(IEnumerable<StoreSettings> settings, IEnumerable<RegisterActivity> activity)
    {
        var said = settings.ToDictionary(each => each.StoreId, StringComparer.Ordinal);
        var sold = activity.ToLookup(each => each.StoreId, StringComparer.Ordinal);
        return
        [
            .. said.Keys.Union(sold.Select(each => each.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => new KnownStore(id, said.GetValueOrDefault(id), [.. sold[id]])),
        ];
    }
}
