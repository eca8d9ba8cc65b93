using System.Text.Json.Serialization;

namespace GadgetSales.Aws.Lake.Client;

// The part of Athena's API 2017-05-18 that the lake uses, by the names of the wire.

sealed record StartQueryExecutionRequest(
    string QueryString,
    string WorkGroup,
    string ClientRequestToken,
    QueryExecutionContext QueryExecutionContext,
    IReadOnlyList<string>? ExecutionParameters,
    ResultReuseConfiguration? ResultReuseConfiguration);

sealed record QueryExecutionContext(string Catalog, string Database);

sealed record ResultReuseConfiguration(ResultReuseByAgeConfiguration ResultReuseByAgeConfiguration);

sealed record ResultReuseByAgeConfiguration(bool Enabled, int MaxAgeInMinutes);

sealed record StartQueryExecutionAnswer(string QueryExecutionId);

sealed record QueryExecutionRequest(string QueryExecutionId);

sealed record GetQueryExecutionAnswer(QueryExecution QueryExecution);

sealed record QueryExecution(string QueryExecutionId, QueryExecutionStatus Status, QueryExecutionStatistics? Statistics);

/// <param name="State">QUEUED, RUNNING, SUCCEEDED, FAILED or CANCELLED.</param>
/// <param name="StateChangeReason">Says why it failed or was cancelled.</param>
/// <param name="AthenaError">With FAILED.</param>
sealed record QueryExecutionStatus(string State, string? StateChangeReason, AthenaError? AthenaError);

/// <param name="ErrorCategory">1: Athena's own, 2: the query's, 3: neither's.</param>
/// <param name="Retryable">The same query may succeed.</param>
/// <param name="ErrorMessage">For people.</param>
sealed record AthenaError(int? ErrorCategory, bool? Retryable, string? ErrorMessage);

sealed record QueryExecutionStatistics(
    long? DataScannedInBytes, long? QueryQueueTimeInMillis, long? EngineExecutionTimeInMillis, ResultReuseInformation? ResultReuseInformation);

sealed record ResultReuseInformation(bool ReusedPreviousResult);

sealed record GetQueryResultsRequest(string QueryExecutionId, string? NextToken, int MaxResults);

sealed record GetQueryResultsAnswer(ResultSet ResultSet, string? NextToken);

sealed record ResultSet(IReadOnlyList<ResultRow> Rows, ResultSetMetadata ResultSetMetadata);

sealed record ResultRow(IReadOnlyList<Datum> Data);

/// <param name="VarCharValue">The value as text whatever its type; absent for NULL.</param>
sealed record Datum(string? VarCharValue);

sealed record ResultSetMetadata(IReadOnlyList<ColumnInfo> ColumnInfo);

sealed record ColumnInfo(string Name, string Type);

sealed record GetWorkGroupRequest(string WorkGroup);

sealed record GetWorkGroupAnswer(WorkGroup WorkGroup);

/// <param name="Name">Unique in the region.</param>
/// <param name="State">ENABLED or DISABLED.</param>
sealed record WorkGroup(string Name, string? State);

sealed record EmptyAnswer;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StartQueryExecutionRequest))]
[JsonSerializable(typeof(StartQueryExecutionAnswer))]
[JsonSerializable(typeof(QueryExecutionRequest))]
[JsonSerializable(typeof(GetQueryExecutionAnswer))]
[JsonSerializable(typeof(GetQueryResultsRequest))]
[JsonSerializable(typeof(GetQueryResultsAnswer))]
[JsonSerializable(typeof(GetWorkGroupRequest))]
[JsonSerializable(typeof(GetWorkGroupAnswer))]
[JsonSerializable(typeof(EmptyAnswer))]
sealed partial class AthenaJson : JsonSerializerContext;
