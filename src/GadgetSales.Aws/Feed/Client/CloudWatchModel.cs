using System.Text.Json.Serialization;

namespace GadgetSales.Aws.Feed.Client;

// The part of CloudWatch's API 2010-08-01 that the feed uses, by the names of the wire. Times are seconds since 1970.

sealed record GetMetricDataRequest(IReadOnlyList<MetricDataQuery> MetricDataQueries, long StartTime, long EndTime);

/// <param name="Id">Of our choice; the answer names it again.</param>
/// <param name="MetricStat">What is measured.</param>
sealed record MetricDataQuery(string Id, MetricStat MetricStat);

/// <param name="Metric">By its full name.</param>
/// <param name="Period">Seconds.</param>
/// <param name="Stat">Maximum, Sum and so on.</param>
sealed record MetricStat(NamedMetric Metric, int Period, string Stat);

sealed record NamedMetric(string Namespace, string MetricName, IReadOnlyList<MetricDimension> Dimensions);

sealed record MetricDimension(string Name, string Value);

sealed record GetMetricDataAnswer(IReadOnlyList<MetricDataResult>? MetricDataResults);

/// <param name="Id">As it was asked.</param>
/// <param name="Timestamps">Where each period starts.</param>
/// <param name="Values">As many as timestamps.</param>
sealed record MetricDataResult(string Id, IReadOnlyList<double>? Timestamps, IReadOnlyList<double>? Values);

[JsonSerializable(typeof(GetMetricDataRequest))]
[JsonSerializable(typeof(GetMetricDataAnswer))]
sealed partial class CloudWatchJson : JsonSerializerContext;
