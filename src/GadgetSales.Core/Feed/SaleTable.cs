using System.Globalization;

namespace GadgetSales.Core.Feed;

/// <summary>
/// The DynamoDB table of the AWS ledger, as its writer, its stream's readers and <c>deploy/pipeline.yaml</c> must agree on it.
/// An item is the JSON of a recorded sale as native attributes, with <see cref="SaleId"/> in place of <c>saleId</c>. A name with an underscore
/// or a colon is the table's (keys, time to live, replication), any other is a member of the sale.
/// </summary>
public static class SaleTable
{
    /// <summary>Partition key: the sale id, or that of a marker or a note.</summary>
    public const string SaleId = "sale_id";

    /// <summary>Partition key of <see cref="ByStoreDay"/>: store id, <c>#</c> and business date.</summary>
    public const string StoreDay = "store_day";

    /// <summary>Sort key of <see cref="ByStoreDay"/>: the instant of sale in UTC with seven decimals, <c>#</c> and sale id.</summary>
    public const string SoldAtSaleId = "sold_at_sale_id";

    /// <summary>The index over a store's day. Markers are not in it.</summary>
    public const string ByStoreDay = "by_store_day";

    /// <summary>Partition key of <see cref="ByExternalId"/>: the sale's externalId; absent on a sale without one.</summary>
    public const string ExternalId = "external_id";

    /// <summary>The index over sales with an external id, sorted as <see cref="ByStoreDay"/>.</summary>
    public const string ByExternalId = "by_external_id";

    /// <summary>The service process that wrote the item. With the instant of recording it names one attempt, so that a process knows its own write whose answer got lost.</summary>
    public const string RecordedBy = "recorded_by";

    /// <summary>On a void marker: the one sale id that may cancel the original.</summary>
    public const string VoidId = "void_id";

    /// <summary>On a void marker: the item of the void that was to be recorded, so that anyone can finish what a crash cut short.</summary>
    public const string VoidItem = "void_item";

    /// <summary>
    /// The key of the marker that keeps an original from being voided twice. No sale has such an id, so whoever reads the stream knows a marker by its key.
    /// </summary>
    public static string VoidMarkerOf(string originalSaleId) => originalSaleId + "#void";

    /// <summary>On a note: its id, which its key holds among other things.</summary>
    public const string NoteId = "note_id";

    /// <summary>On a note: the list it stands in and its place there.</summary>
    public const string NoteList = "note_list";

    /// <summary>On a note: the document.</summary>
    public const string NoteJson = "note_json";

    /// <summary>The key of a note. No sale has such an id, so whoever reads the stream drops it as it drops markers.</summary>
    public static string NoteKeyOf(string kind, string id) => $"#{kind}#{id}";

    /// <summary>The list of notes in <see cref="ByStoreDay"/>; it ends in no date, as the keys of days do.</summary>
    public static string NoteListOf(string kind, string list) => $"#{kind}#{list}#notes";

    /// <summary>The key of the marker that leads from an original to one of its returns.</summary>
    public static string ReturnMarkerOf(string originalSaleId, string saleId) => $"{originalSaleId}#return#{saleId}";

    /// <summary>The list of an original's returns in <see cref="ByStoreDay"/>.</summary>
    public static string ReturnsOf(string originalSaleId) => $"{originalSaleId}#returns";

    public static string StoreDayOf(string storeId, DateOnly businessDate) => string.Create(CultureInfo.InvariantCulture, $"{storeId}#{businessDate:yyyy-MM-dd}");

    /// <summary>Sorts as text by the instant and then by the id.</summary>
    public static string SoldAtSaleIdOf(long utcTicks, string saleId) =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateTime(utcTicks, DateTimeKind.Utc):yyyy-MM-ddTHH:mm:ss.fffffff}Z#{saleId}");

    /// <summary>Whether an attribute is the table's and no member of the sale.</summary>
    public static bool Owns(string attribute) => attribute.AsSpan().IndexOfAny('_', ':') >= 0;
}
