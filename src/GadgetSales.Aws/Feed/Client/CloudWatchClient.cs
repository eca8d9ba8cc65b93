using GadgetSales.Aws.Protocol;

namespace GadgetSales.Aws.Feed.Client;

/// <summary>CloudWatch on the SDK's core: AWSSDK.CloudWatch stands for the same call. It fails as every client of the SDK does.</summary>
sealed class CloudWatchClient : IDisposable
{
    const string Service = "CLOUDWATCH";
    const int Connections = 4;
    static readonly TimeSpan AttemptPatience = TimeSpan.FromSeconds(2);

    readonly AwsJsonClient _client;

    public CloudWatchClient(AwsConnection connection)
    {
        var config = new AwsJsonConfig("CloudWatch", "monitoring", "2010-08-01", "GraniteServiceVersion20100801")
        {
            JsonVersion = "1.0",
            PartitionOfFips = "aws-us-gov",
            MaxErrorRetry = 1,
            Timeout = AttemptPatience,
            HttpClientFactory = new ConnectionPool(Connections),
        };
        connection.ApplyTo(config, Service);
        _client = new AwsJsonClient(config, connection.Options.GetCredentials());
    }

    /// <summary>The periods of each metric that start in the given time, those without a value left out.</summary>
    public async Task<Dictionary<string, Dictionary<DateTimeOffset, double>>> GetMetricDataAsync(
        IReadOnlyList<MetricDataQuery> queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var answer = await _client.CallAsync(
            "GetMetricData",
            new(queries, from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds()),
            CloudWatchJson.Default.GetMetricDataRequest,
            CloudWatchJson.Default.GetMetricDataAnswer,
            cancellationToken);
        return queries.ToDictionary(query => query.Id, query => Points(answer.MetricDataResults?.FirstOrDefault(result => result.Id == query.Id)), StringComparer.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    static Dictionary<DateTimeOffset, double> Points(MetricDataResult? result) =>
        (result?.Timestamps ?? []).Zip(result?.Values ?? [])
            .ToDictionary(point => DateTimeOffset.FromUnixTimeMilliseconds((long)(point.First * 1000)), point => point.Second);
}
