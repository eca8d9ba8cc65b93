using Amazon.DynamoDBv2;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

/// <summary>Whether the table is there and is a ledger's: what the service's readiness asks of DynamoDB.</summary>
public sealed class LedgerTableCheck
{
    readonly IAmazonDynamoDB _client;
    readonly string _table;

    public LedgerTableCheck(IAmazonDynamoDB client, IOptions<AwsOptions> options) => (_client, _table) = (client, options.Value.Table);

    /// <summary>Why the ledger cannot be used, in a sentence for an operator, or null when it can. Does not throw for what DynamoDB answers.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            var described = await DynamoDbFailure.ExplainAsync(() => _client.DescribeTableAsync(_table, cancellationToken), _table, cancellationToken);
            return LedgerTableDefinition.FindFault(described.Table);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return unavailable.Message;
        }
    }
}
