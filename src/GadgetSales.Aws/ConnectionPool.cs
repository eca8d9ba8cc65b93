using Amazon.Runtime;

namespace GadgetSales.Aws;

/// <summary>Connections of one client of the SDK, where an attempt ends in time with all of its answer.</summary>
/// <param name="connections">At most; calls beyond them wait.</param>
/// <param name="wrap">Stands between the SDK and the network: with it a test loses answers.</param>
sealed class ConnectionPool(int connections, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null) : HttpClientFactory
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);

    // DNS is how AWS takes an address out of service: connections must not outlive its answers by long.
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        HttpMessageHandler sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
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
