namespace GadgetSales.Aws;

/// <summary>
/// Section <c>Aws</c>: what <c>deploy/pipeline.yaml</c> made, by the names of its outputs. Region, endpoint and credentials come from the
/// standard AWS variables, see <see cref="AwsConnection"/>.
/// </summary>
public sealed class AwsOptions
{
    public const string Section = "Aws";

    /// <summary>The DynamoDB table of the ledger (output <c>TableName</c>).</summary>
    public string Table { get; set; } = "";

    /// <summary>The Glue database of the lake (output <c>DatabaseName</c>).</summary>
    public string Database { get; set; } = "";

    /// <summary>The Athena workgroup (output <c>WorkgroupName</c>).</summary>
    public string Workgroup { get; set; } = "";

    /// <summary>The Kinesis stream of the feed (output <c>StreamName</c>); see <see cref="DeliveryStream"/>.</summary>
    public string Stream { get; set; } = "";

    /// <summary>The pipe of the feed (output <c>PipeName</c>); see <see cref="DeliveryStream"/>.</summary>
    public string Pipe { get; set; } = "";

    /// <summary>
    /// The Firehose delivery stream of the feed (output <c>DeliveryStreamName</c>). With it, <see cref="Stream"/> and <see cref="Pipe"/> the service asks
    /// CloudWatch how far the lake is; without all three that is not known, and insights say so.
    /// </summary>
    public string DeliveryStream { get; set; } = "";

    /// <summary>Sales of one batch that are written at the same time, 1–256. Default 32.</summary>
    public int LedgerParallelism { get; set; } = 32;

    /// <summary>Connections to DynamoDB, 1–10,000; calls beyond them wait, within <see cref="LedgerAttemptSeconds"/>. Default 256.</summary>
    public int LedgerConnections { get; set; } = 256;

    /// <summary>Times a call to DynamoDB is tried before the ledger is unavailable, 1–10, with growing pauses between. Default 4.</summary>
    public int LedgerAttempts { get; set; } = 4;

    /// <summary>Seconds one attempt may take, 1–60. Default 4: with the default number of attempts a client waits 25 seconds at most.</summary>
    public int LedgerAttemptSeconds { get; set; } = 4;

    /// <summary>
    /// Minutes for which Athena may answer the same question from its last answer, 0–10,080; such an answer scans and costs nothing. Default 1:
    /// new sales take about as long to the lake. 0: every question is computed.
    /// </summary>
    public int ResultReuseMinutes { get; set; } = 1;

    /// <summary>Times a call to Athena is tried before the lake is unavailable or throttled, 1–10, with growing pauses between. Default 4.</summary>
    public int QueryAttempts { get; set; } = 4;
}
