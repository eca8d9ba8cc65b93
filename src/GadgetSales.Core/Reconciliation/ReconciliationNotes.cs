using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Core.Reconciliation;

/// <summary>Z-reports and explanations as notes of the ledger: each store has its lists.</summary>
public static partial class ReconciliationNotes
{
    /// <summary>Keeps the report and returns it; where one of this id is kept already, returns that one and writes nothing.</summary>
    public static async ValueTask<(ZReport Kept, bool IsNew)> AddAsync(ILedgerNotes notes, ZReport report, CancellationToken cancellationToken)
    {
        var note = new LedgerNote(NoteKind.ZReport, report.ZReportId, report.StoreId, DayOf(report.BusinessDate), JsonSerializer.Serialize(report, NotesContext.Default.ZReport));
        return await notes.AddAsync(note, cancellationToken).ConfigureAwait(false) is { } existing ? (Read(existing, NotesContext.Default.ZReport), false) : (report, true);
    }

    /// <summary>A store's reports of some business dates, by date and id.</summary>
    public static async ValueTask<IReadOnlyList<ZReport>> ZReportsAsync(ILedgerNotes notes, string storeId, DateSpan span, CancellationToken cancellationToken) =>
        [.. (await notes.ListAsync(NoteKind.ZReport, storeId, DayOf(span.From), DayOf(span.To), cancellationToken).ConfigureAwait(false)).Select(note => Read(note, NotesContext.Default.ZReport))];

    /// <summary>Keeps the explanation; the same words about the same numbers again are those that were kept first, with who said them and when.</summary>
    public static async ValueTask<(Explanation Kept, bool IsNew)> AddAsync(ILedgerNotes notes, Explanation explanation, CancellationToken cancellationToken)
    {
        var content = $"{explanation.StoreId}\n{explanation.RegisterId}\n{explanation.BusinessDate:yyyyMMdd}\n{explanation.FirstReceipt}\n{explanation.LastReceipt}\n{explanation.Reason}";
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var note = new LedgerNote(NoteKind.Explanation, id, explanation.StoreId, DayOf(explanation.BusinessDate), JsonSerializer.Serialize(explanation, NotesContext.Default.Explanation));
        return await notes.AddAsync(note, cancellationToken).ConfigureAwait(false) is { } existing ? (Read(existing, NotesContext.Default.Explanation), false) : (explanation, true);
    }

    /// <summary>All that was explained of a store, the earliest date first.</summary>
    public static async ValueTask<IReadOnlyList<Explanation>> ExplanationsAsync(ILedgerNotes notes, string storeId, CancellationToken cancellationToken) =>
        [.. (await notes.ListAsync(NoteKind.Explanation, storeId, DayOf(DateOnly.MinValue), DayOf(DateOnly.MaxValue), cancellationToken).ConfigureAwait(false)).Select(note => Read(note, NotesContext.Default.Explanation))];

    static string DayOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static T Read<T>(LedgerNote note, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(note.Json, type) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new FormatException($"The note {note.Kind} {note.Id} is damaged.", error);
        }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ZReport))]
    [JsonSerializable(typeof(Explanation))]
    sealed partial class NotesContext : JsonSerializerContext;
}
