using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// Notes as items of the ledger's table, under keys that are no sale ids, as markers of voids are: whoever reads the stream drops them by their key.
/// Their lists are in the index over a store's day, under keys that end in no date.
/// </summary>
sealed class DynamoDbNotes(SaleItems items, IAmazonDynamoDB client, IOptions<AwsOptions> options) : ILedgerNotes
{
    readonly string _table = options.Value.Table;

    public async ValueTask<LedgerNote?> AddAsync(LedgerNote note, CancellationToken cancellationToken) =>
        await items.PutNewAsync(ItemOf(note), cancellationToken).ConfigureAwait(false) is { } existing ? Read(note.Kind, existing) : null;

    public async ValueTask ReplaceAsync(LedgerNote note, CancellationToken cancellationToken) => await DynamoDbFailure.ExplainAsync(
        () => client.PutItemAsync(new PutItemRequest { TableName = _table, Item = ItemOf(note) }, cancellationToken), _table, cancellationToken).ConfigureAwait(false);

    public async ValueTask<LedgerNote?> FindAsync(NoteKind kind, string id, CancellationToken cancellationToken) =>
        await items.FindAsync(SaleTable.NoteKeyOf(kind.ToString(), id), cancellationToken).ConfigureAwait(false) is { } item ? Read(kind, item) : null;

    public async ValueTask<IReadOnlyList<LedgerNote>> ListAsync(NoteKind kind, string list, string from, string to, CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = _table,
            IndexName = SaleTable.ByStoreDay,
            KeyConditionExpression = "#list = :list AND #place BETWEEN :from AND :to",
            ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#list"] = SaleTable.StoreDay, ["#place"] = SaleTable.SoldAtSaleId },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
            {
                [":list"] = new(SaleTable.NoteListOf(kind.ToString(), list)),

                // A key must not be empty; a blank comes before every printable character. $ comes next after the # between place and id.
                [":from"] = new(from.Length == 0 ? " " : from),
                [":to"] = new(to + "$"),
            },
        };
        List<LedgerNote> notes = [];
        do
        {
            var response = await DynamoDbFailure.ExplainAsync(() => client.QueryAsync(request, cancellationToken), _table, cancellationToken).ConfigureAwait(false);
            notes.AddRange((response.Items ?? []).Select(item => Read(kind, item)));
            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return notes;
    }

    static Dictionary<string, AttributeValue> ItemOf(LedgerNote note) => new(StringComparer.Ordinal)
    {
        [SaleTable.SaleId] = new(SaleTable.NoteKeyOf(note.Kind.ToString(), note.Id)),
        [SaleTable.StoreDay] = new(SaleTable.NoteListOf(note.Kind.ToString(), note.List)),
        [SaleTable.SoldAtSaleId] = new(string.Create(CultureInfo.InvariantCulture, $"{note.Order}#{note.Id}")),
        [SaleTable.NoteId] = new(note.Id),
        [SaleTable.NoteList] = new() { M = new(StringComparer.Ordinal) { ["list"] = new(note.List), ["order"] = new(note.Order) } },
        [SaleTable.NoteJson] = new(note.Json),
    };

    static LedgerNote Read(NoteKind kind, Dictionary<string, AttributeValue> item)
    {
        var place = item[SaleTable.NoteList].M;
        return new LedgerNote(kind, item[SaleTable.NoteId].S, place["list"].S, place["order"].S, item[SaleTable.NoteJson].S);
    }
}
