using Amazon.Runtime;
using GadgetSales.Aws.Feed.Client;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Feed;

/// <summary>Up to when every recorded sale is in the lake, and why it is not known when it is not.</summary>
sealed record FeedReading(DateTimeOffset? DataThrough, string? Fault);

/// <summary>
/// How far the feed is, from what its stages tell CloudWatch each minute, asked once a minute: Firehose the age of the oldest record it has not delivered
/// (anything older lies in S3), Kinesis how far Firehose's reading is behind. A pipe has no such measure: while it fails, nothing is known.
/// </summary>
sealed class FeedFreshness(CloudWatchClient client, IOptions<AwsOptions> options, TimeProvider time)
{
    const int Period = 60;
    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A minute's values come up to a few minutes late.</summary>
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>From the table through its stream and the pipe, which collects for a second.</summary>
    static readonly TimeSpan PipeAllowance = TimeSpan.FromSeconds(10);

    readonly AwsOptions _options = options.Value;
    Kept? _kept;

    /// <summary>Does not throw for what CloudWatch answers. Nothing is known, and nothing wrong, while no stream is configured.</summary>
    public async Task<FeedReading> ReadAsync(CancellationToken cancellationToken)
    {
        if (_options.DeliveryStream.Length == 0)
        {
            return new FeedReading(DataThrough: null, Fault: null);
        }

        if (_kept is { } kept && time.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept.Reading;
        }

        var reading = await AskAsync(cancellationToken);
        _kept = new Kept(time.GetTimestamp(), reading);
        return reading;
    }

    async Task<FeedReading> AskAsync(CancellationToken cancellationToken)
    {
        MetricDataQuery[] queries =
        [
            Query("undelivered", "AWS/Firehose", "DeliveryToS3.DataFreshness", "DeliveryStreamName", _options.DeliveryStream, "Maximum"),
            Query("unread", "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", _options.Stream, "Maximum"),
            Query("pipe", "AWS/EventBridge/Pipes", "ExecutionFailed", "PipeName", _options.Pipe, "Sum"),
        ];
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var metrics = await client.GetMetricDataAsync(queries, now - Window, now, either.Token);
            return metrics["pipe"].Values.Any(failures => failures > 0)
                ? new FeedReading(DataThrough: null, $"The pipe {_options.Pipe} fails: changes wait in the table's stream.")
                : new FeedReading(Through(metrics["undelivered"], metrics["unread"]), Fault: null);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new FeedReading(DataThrough: null, $"CloudWatch cannot be asked how far the feed is: {error.Message}");
        }
    }

    /// <summary>By the last minute that both tell of. An answer that Athena reuses is that much older.</summary>
    DateTimeOffset? Through(Dictionary<DateTimeOffset, double> undelivered, Dictionary<DateTimeOffset, double> unread)
    {
        var both = undelivered.Keys.Intersect(unread.Keys).ToList();
        if (both.Count == 0)
        {
            return null;
        }

        var minute = both.Max();
        return minute.AddSeconds(-undelivered[minute]).AddMilliseconds(-unread[minute]) - PipeAllowance - TimeSpan.FromMinutes(_options.ResultReuseMinutes);
    }

    static MetricDataQuery Query(string id, string from, string metric, string dimension, string value, string statistic) =>
        new(id, new MetricStat(new NamedMetric(from, metric, [new MetricDimension(dimension, value)]), Period, statistic));

    sealed record Kept(long At, FeedReading Reading);
}
