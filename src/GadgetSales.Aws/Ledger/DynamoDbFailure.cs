using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Aws.Ledger;

/// <summary>Says what a failure of DynamoDB means to whoever runs the service, after the SDK's own retries are spent.</summary>
static class DynamoDbFailure
{
    const string Throttled = "ledger_throttled";
    const string Unavailable = "storage_unavailable";

    static readonly HashSet<string> Throttles = new(StringComparer.Ordinal)
    {
        "ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException", "Throttling", "TransactionConflictException",
        "ReplicatedWriteConflictException",
    };

    static readonly HashSet<string> Refusals = new(StringComparer.Ordinal)
    {
        "AccessDeniedException", "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException", "IncompleteSignatureException",
        "MissingAuthenticationTokenException", "InvalidClientTokenId",
    };

    /// <summary>Calls DynamoDB; what <see cref="Explain"/> can explain comes as <see cref="LedgerUnavailableException"/>.</summary>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> call, string table, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var unavailable = Explain(error, table);
            if (unavailable is null)
            {
                throw;
            }

            throw unavailable;
        }
    }

    /// <summary>Null for what is no failure of the store: a condition that did not hold, or a request that is wrong.</summary>
    public static LedgerUnavailableException? Explain(Exception error, string table) => error switch
    {
        ConditionalCheckFailedException => null,
        ResourceNotFoundException => Because(
            error, 30, $"There is no DynamoDB table '{table}' with the index by_store_day in this region: check Aws:Table and AWS_REGION."),
        AmazonServiceException { ErrorCode: { } code } when Throttles.Contains(code) =>
            new(Throttled, "DynamoDB takes fewer requests at the moment than arrive: try again shortly.", TimeSpan.FromSeconds(2), error),
        AmazonServiceException { ErrorCode: { } code } when Refusals.Contains(code) => Because(
            error, 30, $"DynamoDB refuses the service's credentials ({code}) for the table '{table}': check its role or keys."),
        AmazonServiceException { StatusCode: >= System.Net.HttpStatusCode.InternalServerError } => Because(error, 2, "DynamoDB reports an error of its own."),
        AmazonServiceException { StatusCode: >= System.Net.HttpStatusCode.BadRequest } => null,
        TimeoutException or OperationCanceledException => Because(error, 2, "DynamoDB does not answer in time."),
        HttpRequestException or IOException or AmazonServiceException => Because(error, 5, "DynamoDB cannot be reached."),
        AmazonClientException => Because(error, 30, "DynamoDB cannot be called: the service finds no credentials, or they cannot be renewed."),
        _ => null,
    };

    static LedgerUnavailableException Because(Exception error, int seconds, string message) =>
        new(Unavailable, message, TimeSpan.FromSeconds(seconds), error);
}
