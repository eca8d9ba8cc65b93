using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace GadgetSales.Tests.Support;

/// <summary>Speaks CloudWatch's JSON protocol, GetMetricData only: it answers with the points of the given metrics that lie in the time asked for.</summary>
sealed class FakeCloudWatch : IAsyncDisposable
{
    internal const string Stream = "feed";
    internal const string Pipe = "pipe";
    internal const string DeliveryStream = "delivery";

    readonly ConcurrentDictionary<string, ConcurrentDictionary<DateTimeOffset, double>> _metrics = new(StringComparer.Ordinal);
    readonly AwsJsonServer _server;

    FakeCloudWatch() => _server = new AwsJsonServer("monitoring", "GraniteServiceVersion20100801", "1.0", Answer);

    /// <summary>Refusals to come, each for one call.</summary>
    internal ConcurrentQueue<AwsFault> Faults => _server.Faults;

    /// <summary>Completes when calls may be answered; a test can let them hang.</summary>
    internal Task Hanging
    {
        set => _server.Hanging = value;
    }

    internal int Count => _server.Calls.Count;

    /// <summary>The settings of a service whose feed it watches.</summary>
    internal IEnumerable<(string Key, string Value)> Settings =>
        [("Aws:Stream", Stream), ("Aws:Pipe", Pipe), ("Aws:DeliveryStream", DeliveryStream), .. _server.Settings("CLOUDWATCH")];

    internal static async Task<FakeCloudWatch> StartAsync()
    {
        var cloudWatch = new FakeCloudWatch();
        await cloudWatch._server.StartAsync();
        return cloudWatch;
    }

    internal void Undelivered(DateTimeOffset minute, double seconds) => Put($"AWS/Firehose DeliveryToS3.DataFreshness DeliveryStreamName={DeliveryStream} Maximum", minute, seconds);

    internal void Unread(DateTimeOffset minute, double milliseconds) => Put($"AWS/Kinesis GetRecords.IteratorAgeMilliseconds StreamName={Stream} Maximum", minute, milliseconds);

    internal void PipeFailed(DateTimeOffset minute, double times) => Put($"AWS/EventBridge/Pipes ExecutionFailed PipeName={Pipe} Sum", minute, times);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    void Put(string metric, DateTimeOffset minute, double value) => _metrics.GetOrAdd(metric, _ => new())[minute] = value;

    AwsAnswer Answer(string operation, JsonObject input)
    {
        if (operation != "GetMetricData")
        {
            return AwsAnswer.Refuse("UnknownOperationException", operation);
        }

        var (from, to) = (input["StartTime"]!.GetValue<long>(), input["EndTime"]!.GetValue<long>());
        return AwsAnswer.Ok(new JsonObject
        {
            ["MetricDataResults"] = new JsonArray([.. input["MetricDataQueries"]!.AsArray().Select(query => (JsonNode)Result(query!, from, to))]),
            ["Messages"] = new JsonArray(),
        });
    }

    JsonObject Result(JsonNode query, long from, long to)
    {
        var (wanted, metric) = (query["MetricStat"]!, query["MetricStat"]!["Metric"]!);
        var dimensions = metric["Dimensions"]!.AsArray().Select(each => $"{each!["Name"]}={each["Value"]}");
        var points = _metrics.GetValueOrDefault($"{metric["Namespace"]} {metric["MetricName"]} {string.Join(',', dimensions)} {wanted["Stat"]}") ?? new();
        var found = points.Where(point => wanted["Period"]!.GetValue<int>() == 60 && point.Key.ToUnixTimeSeconds() >= from && point.Key.ToUnixTimeSeconds() < to)
            .OrderByDescending(point => point.Key).ToList();
        return new JsonObject
        {
            ["Id"] = query["Id"]!.DeepClone(),
            ["Label"] = metric["MetricName"]!.DeepClone(),
            ["StatusCode"] = "Complete",
            ["Timestamps"] = new JsonArray([.. found.Select(point => (JsonNode)(double)point.Key.ToUnixTimeSeconds())]),
            ["Values"] = new JsonArray([.. found.Select(point => (JsonNode)point.Value)]),
        };
    }
}
