using Amazon.DynamoDBv2;
using Amazon.Runtime;

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
            HttpClientFactory = new ConnectionPool(options, wrap),
        };
        connection.ApplyTo(config, Service);
        return connection.Credentials is { } credentials ? new AmazonDynamoDBClient(credentials, config) : new AmazonDynamoDBClient(config);
    }

    sealed class ConnectionPool(AwsOptions options, Func<HttpMessageHandler, HttpMessageHandler>? wrap) : HttpClientFactory
    {
        static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);

        // DNS is how AWS takes an address out of service: connections must not outlive its answers by long.
        static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            HttpMessageHandler sockets = new SocketsHttpHandler
            {
                MaxConnectionsPerServer = options.LedgerConnections,
                ConnectTimeout = ConnectPatience,
                PooledConnectionLifetime = ConnectionLifetime,
                AllowAutoRedirect = false,
                UseCookies = false,
            };
            return new HttpClient(new WholeAnswers(wrap is null ? sockets : wrap(sockets))) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
        }

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
    }

    /// <summary>The SDK counts an attempt as answered with the first byte and then reads without an end; here the whole answer is in the time of the attempt.</summary>
    sealed class WholeAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
    }
}
