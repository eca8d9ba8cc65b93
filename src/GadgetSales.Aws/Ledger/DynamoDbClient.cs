using Amazon.DynamoDBv2;

namespace GadgetSales.Aws.Ledger;

/// <summary>The SDK's client as the ledger wants it: standard retries, and an end to every attempt.</summary>
static class DynamoDbClient
{
    public const string Service = "DYNAMODB";

    /// <param name="connection">Where and who.</param>
    /// <param name="options">Attempts, their length, and connections.</param>
    /// <param name="wrap">Stands between the SDK and the network: with it a test loses answers.</param>
    public static AmazonDynamoDBClient Create(AwsConnection connection, AwsOptions options, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        var config = new AmazonDynamoDBConfig
        {
            MaxErrorRetry = options.LedgerAttempts - 1,
            Timeout = TimeSpan.FromSeconds(options.LedgerAttemptSeconds),
            HttpClientFactory = new ConnectionPool(options.LedgerConnections, wrap),
        };
        connection.ApplyTo(config, Service);
        return connection.Credentials is { } credentials ? new AmazonDynamoDBClient(credentials, config) : new AmazonDynamoDBClient(config);
    }
}
