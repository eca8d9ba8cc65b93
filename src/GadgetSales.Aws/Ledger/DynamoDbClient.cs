using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace GadgetSales.Aws.Ledger;

/// <summary>The SDK's client as the ledger wants it: standard retries, and an end to every attempt.</summary>
static class DynamoDbClient
{
    const string Service = "DYNAMODB";

    /// <param name="config">Of the client to be.</param>
    /// <param name="connection">Where and who.</param>
    /// <param name="options">Attempts, their length, and connections.</param>
    /// <param name="wrap">Stands between the SDK and the network: with it a test loses answers.</param>
    public static void Configure(ClientConfig config, AwsConnection connection, AwsOptions options, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        config.MaxErrorRetry = options.LedgerAttempts - 1;
        config.Timeout = TimeSpan.FromSeconds(options.LedgerAttemptSeconds);
        config.HttpClientFactory = new ConnectionPool(options.LedgerConnections, wrap);
        connection.ApplyTo(config, Service);
    }

    /// <summary>A client outside the host; see <see cref="Configure"/>.</summary>
    public static AmazonDynamoDBClient Create(AwsConnection connection, AwsOptions options, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        var config = new AmazonDynamoDBConfig();
        Configure(config, connection, options, wrap);
        return new AmazonDynamoDBClient(connection.Options.GetCredentials(), config);
    }
}
