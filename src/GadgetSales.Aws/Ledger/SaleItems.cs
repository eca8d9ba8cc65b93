using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// The table's items. Writes are single and conditional, reads by key are consistent. Failures of the store become
/// <see cref="LedgerUnavailableException"/>; only a fault of ours passes through as it is.
/// </summary>
sealed class SaleItems(IAmazonDynamoDB client, IOptions<AwsOptions> options)
{
    static readonly Dictionary<string, string> KeyName = new(StringComparer.Ordinal) { ["#id"] = SaleTable.SaleId };
    static readonly Dictionary<string, string> MarkerNames = new(StringComparer.Ordinal) { ["#id"] = SaleTable.SaleId, ["#void"] = SaleTable.VoidId };

    readonly string _table = options.Value.Table;

    /// <summary>The item, or null.</summary>
    public async Task<Dictionary<string, AttributeValue>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest
        {
            TableName = _table,
            Key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [SaleTable.SaleId] = new(id) },
            ConsistentRead = true,
        };
        var response = await CallAsync(() => client.GetItemAsync(request, cancellationToken), cancellationToken);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Writes the item if its key is free and returns null; else writes nothing and returns the item that is there.</summary>
    public Task<Dictionary<string, AttributeValue>?> PutNewAsync(Dictionary<string, AttributeValue> item, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest { TableName = _table, Item = item, ConditionExpression = "attribute_not_exists(#id)", ExpressionAttributeNames = KeyName };
        return PutAsync(request, cancellationToken);
    }

    /// <summary>
    /// Writes the marker of a void if there is none, or if it is this void's own or that of <paramref name="spentVoidId"/>, and returns null;
    /// else writes nothing and returns the marker that is there.
    /// </summary>
    public Task<Dictionary<string, AttributeValue>?> PutMarkerAsync(
        Dictionary<string, AttributeValue> marker, string spentVoidId, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest
        {
            TableName = _table,
            Item = marker,
            ConditionExpression = "attribute_not_exists(#id) OR #void = :mine OR #void = :spent",
            ExpressionAttributeNames = MarkerNames,
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
            {
                [":mine"] = marker[SaleTable.VoidId],
                [":spent"] = new(spentVoidId),
            },
        };
        return PutAsync(request, cancellationToken);
    }

    /// <summary>Up to <paramref name="limit"/> items of a store's day in their order, after a sort key where one is given.</summary>
    public Task<List<Dictionary<string, AttributeValue>>> ListAsync(string storeDay, string? after, int limit, CancellationToken cancellationToken) =>
        QueryAsync(SaleTable.ByStoreDay, SaleTable.StoreDay, storeDay, _ => true, after, limit, cancellationToken);

    /// <summary>As <see cref="ListAsync"/>, of the sales with an external id that are wanted.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> FindExternalAsync(
        string externalId, Predicate<Dictionary<string, AttributeValue>> isWanted, string? after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await QueryAsync(SaleTable.ByExternalId, SaleTable.ExternalId, externalId, isWanted, after, limit, cancellationToken);
        }
        catch (AmazonDynamoDBException error) when (error.ErrorCode == "ValidationException" && error.Message.Contains("index", StringComparison.Ordinal))
        {
            throw new LedgerUnavailableException(
                "index_missing", $"The table '{_table}' has no index {SaleTable.ByExternalId} yet: update the stack of deploy/pipeline.yaml.", TimeSpan.FromMinutes(1), error);
        }
    }

    async Task<List<Dictionary<string, AttributeValue>>> QueryAsync(
        string index, string key, string value, Predicate<Dictionary<string, AttributeValue>> isWanted, string? after, int limit, CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = _table,
            IndexName = index,
            KeyConditionExpression = after is null ? "#key = :key" : "#key = :key AND #sort > :after",
            ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#key"] = key },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":key"] = new(value) },
        };
        if (after is not null)
        {
            request.ExpressionAttributeNames.Add("#sort", SaleTable.SoldAtSaleId);
            request.ExpressionAttributeValues.Add(":after", new(after));
        }

        var items = new List<Dictionary<string, AttributeValue>>();
        do
        {
            // A page ends at 1 MB, whatever the limit.
            request.Limit = limit - items.Count;
            var response = await CallAsync(() => client.QueryAsync(request, cancellationToken), cancellationToken);
            items.AddRange((response.Items ?? []).Where(item => isWanted(item)));
            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (items.Count < limit && request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    async Task<Dictionary<string, AttributeValue>?> PutAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        try
        {
            await CallAsync(() => client.PutItemAsync(request, cancellationToken), cancellationToken);
            return null;
        }
        catch (ConditionalCheckFailedException refused) when (refused.Item is { Count: > 0 } existing)
        {
            return existing;
        }
        catch (ConditionalCheckFailedException refused)
        {
            // Emulators do not return what is there.
            var id = request.Item[SaleTable.SaleId].S;
            return await FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"The table refused {id} without holding it.", refused);
        }
    }

    Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => DynamoDbFailure.ExplainAsync(call, _table, cancellationToken);
}
