using GadgetSales.Aws.Protocol;
using GadgetSales.Core.Lake;

namespace GadgetSales.Aws.Lake.Client;

/// <summary>
/// Athena on the SDK's core: AWSSDK.Athena stands for the same calls. Each is tried again as the SDK's standard mode has it;
/// what fails then comes as <see cref="LakeQueryException"/>.
/// </summary>
sealed class AthenaClient : IDisposable
{
    const string Service = "ATHENA";
    const int Connections = 64;
    static readonly TimeSpan AttemptPatience = TimeSpan.FromSeconds(10);

    readonly AwsJsonClient _client;

    public AthenaClient(AwsConnection connection, AwsOptions options)
    {
        var config = new AwsJsonConfig("Athena", "athena", "2017-05-18", "AmazonAthena")
        {
            MaxErrorRetry = options.QueryAttempts - 1,
            Timeout = AttemptPatience,
            HttpClientFactory = new ConnectionPool(Connections),
        };
        connection.ApplyTo(config, Service);
        _client = new AwsJsonClient(config, connection.Options.GetCredentials());
    }

    public async Task<string> StartQueryExecutionAsync(StartQueryExecutionRequest request, CancellationToken cancellationToken) =>
        (await AthenaFailure.ExplainAsync(
            () => _client.CallAsync(
                "StartQueryExecution", request, AthenaJson.Default.StartQueryExecutionRequest, AthenaJson.Default.StartQueryExecutionAnswer, cancellationToken),
            cancellationToken)).QueryExecutionId;

    public async Task<QueryExecution> GetQueryExecutionAsync(string id, CancellationToken cancellationToken) =>
        (await AthenaFailure.ExplainAsync(
            () => _client.CallAsync(
                "GetQueryExecution", new(id), AthenaJson.Default.QueryExecutionRequest, AthenaJson.Default.GetQueryExecutionAnswer, cancellationToken),
            cancellationToken)).QueryExecution;

    /// <summary>At most 1,000 rows; those of the first page start with the names of the columns.</summary>
    public Task<GetQueryResultsAnswer> GetQueryResultsAsync(string id, string? nextToken, int maxResults, CancellationToken cancellationToken) =>
        AthenaFailure.ExplainAsync(
            () => _client.CallAsync(
                "GetQueryResults", new(id, nextToken, maxResults), AthenaJson.Default.GetQueryResultsRequest, AthenaJson.Default.GetQueryResultsAnswer, cancellationToken),
            cancellationToken);

    public Task StopQueryExecutionAsync(string id, CancellationToken cancellationToken) =>
        AthenaFailure.ExplainAsync(
            () => _client.CallAsync("StopQueryExecution", new(id), AthenaJson.Default.QueryExecutionRequest, AthenaJson.Default.EmptyAnswer, cancellationToken),
            cancellationToken);

    public async Task<WorkGroup> GetWorkGroupAsync(string name, CancellationToken cancellationToken) =>
        (await AthenaFailure.ExplainAsync(
            () => _client.CallAsync("GetWorkGroup", new(name), AthenaJson.Default.GetWorkGroupRequest, AthenaJson.Default.GetWorkGroupAnswer, cancellationToken),
            cancellationToken)).WorkGroup;

    public void Dispose() => _client.Dispose();
}
