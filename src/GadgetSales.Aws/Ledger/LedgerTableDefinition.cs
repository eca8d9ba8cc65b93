using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;

namespace GadgetSales.Aws.Ledger;

/// <summary>The table as <c>deploy/pipeline.yaml</c> makes it, for endpoints that CloudFormation does not reach.</summary>
static class LedgerTableDefinition
{
    public static CreateTableRequest Request(string table) => new()
    {
        TableName = table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions = [Text(SaleTable.SaleId), Text(SaleTable.StoreDay), Text(SaleTable.SoldAtSaleId), Text(SaleTable.ExternalId)],
        KeySchema = [new(SaleTable.SaleId, KeyType.HASH)],
        GlobalSecondaryIndexes = [Index(SaleTable.ByStoreDay, SaleTable.StoreDay), Index(SaleTable.ByExternalId, SaleTable.ExternalId)],
    };

    /// <summary>
    /// What keeps a table from being the ledger's, or null. One of before <see cref="SaleTable.ByExternalId"/> serves: only that look-up has to wait for the index.
    /// </summary>
    public static string? FindFault(TableDescription table)
    {
        var index = table.GlobalSecondaryIndexes?.Find(each => each.IndexName == SaleTable.ByStoreDay);
        return table.TableStatus != TableStatus.ACTIVE && table.TableStatus != TableStatus.UPDATING ? $"The table '{table.TableName}' is {table.TableStatus}."
            : !Same(table.KeySchema, SaleTable.SaleId) ? $"The table '{table.TableName}' has another key than {SaleTable.SaleId}: it is not a ledger."
            : index is null || !Same(index.KeySchema, SaleTable.StoreDay, SaleTable.SoldAtSaleId) || index.Projection.ProjectionType != ProjectionType.ALL
                ? $"The table '{table.TableName}' lacks the index {SaleTable.ByStoreDay} of deploy/pipeline.yaml."
            : index.IndexStatus is { } status && status != IndexStatus.ACTIVE && status != IndexStatus.UPDATING
                ? $"The index {SaleTable.ByStoreDay} of the table '{table.TableName}' is {status}."
            : null;
    }

    static GlobalSecondaryIndex Index(string name, string key) => new()
    {
        IndexName = name,
        KeySchema = [new(key, KeyType.HASH), new(SaleTable.SoldAtSaleId, KeyType.RANGE)],
        Projection = new Projection { ProjectionType = ProjectionType.ALL },
    };

    static AttributeDefinition Text(string name) => new(name, ScalarAttributeType.S);

    static bool Same(List<KeySchemaElement> keys, params string[] names) => keys.Select(key => key.AttributeName).SequenceEqual(names, StringComparer.Ordinal);
}
