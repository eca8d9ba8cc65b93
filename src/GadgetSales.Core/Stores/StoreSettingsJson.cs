using System.Text.Json;
using System.Text.Json.Serialization;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Core.Stores;

/// <summary>Settings of stores as notes of the ledger: one list of all, in the order of their ids.</summary>
public static partial class StoreSettingsJson
{
    const string List = "";

    /// <summary>Above every store id.</summary>
    const string Last = "\U0010FFFF";

    public static LedgerNote ToNote(StoreSettings settings) =>
        new(NoteKind.Store, settings.StoreId, List, settings.StoreId, JsonSerializer.Serialize(settings, StoreJsonContext.Default.StoreSettings));

    /// <exception cref="FormatException">The note is damaged.</exception>
    public static StoreSettings Read(LedgerNote note)
    {
        try
        {
            return JsonSerializer.Deserialize(note.Json, StoreJsonContext.Default.StoreSettings) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new FormatException($"The settings of the store {note.Id} are damaged: put them again.", error);
        }
    }

    /// <summary>All that was said of stores, by store id.</summary>
    public static async ValueTask<IReadOnlyList<StoreSettings>> ReadAllAsync(ILedgerNotes notes, CancellationToken cancellationToken) =>
        [.. (await notes.ListAsync(NoteKind.Store, List, "", Last, cancellationToken).ConfigureAwait(false)).Select(Read)];

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(StoreSettings))]
    sealed partial class StoreJsonContext : JsonSerializerContext;
}
