using System.Net;
using Amazon.Runtime;
using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;

namespace GadgetSales.Aws.Lake;

/// <summary>Says what a failure of Athena means to whoever asked, after the SDK's own retries are spent.</summary>
static class AthenaFailure
{
    const string Failed = "query_failed";
    const string Unavailable = "lake_unavailable";

    /// <summary>Athena sends these as HTTP 400.</summary>
    static readonly HashSet<string> Throttles = new(StringComparer.Ordinal)
    {
        "ThrottlingException", "TooManyRequestsException", "Throttling", "RequestLimitExceeded",
    };

    static readonly HashSet<string> Refusals = new(StringComparer.Ordinal)
    {
        "AccessDeniedException", "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException", "SignatureDoesNotMatch",
        "IncompleteSignatureException", "MissingAuthenticationTokenException", "InvalidClientTokenId",
    };

    /// <summary>Calls Athena; every failure but a cancellation comes as <see cref="LakeQueryException"/>.</summary>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var explained = Explain(error);
            if (explained is null)
            {
                throw;
            }

            throw explained;
        }
    }

    /// <summary>Why an execution that ended did not succeed.</summary>
    public static LakeQueryException Of(QueryExecution execution)
    {
        var (status, error) = (execution.Status, execution.Status.AthenaError);
        var reason = status.StateChangeReason ?? error?.ErrorMessage ?? $"Athena says no more than {status.State}.";
        if (reason.Contains("bytes scanned limit", StringComparison.OrdinalIgnoreCase))
        {
            return new("scan_limit_exceeded", "The query reads more bytes than the workgroup allows. Narrow its dates.", retryable: false);
        }

        if (reason.Contains("exhausted resources", StringComparison.OrdinalIgnoreCase))
        {
            return new("query_out_of_memory", reason, retryable: true);
        }

        if (status.State == "CANCELLED")
        {
            return new("query_cancelled", $"The query was stopped in Athena: {reason}", retryable: true);
        }

        return error is { ErrorCategory: 1 } or { Retryable: true }
            ? new(Unavailable, $"Athena failed: {reason}", retryable: true)
            : new(Failed, reason, retryable: false);
    }

    static LakeQueryException? Explain(Exception error) => error switch
    {
        AmazonServiceException { ErrorCode: { } code } when Throttles.Contains(code) =>
            new("query_throttled", "Athena takes fewer queries at the moment than arrive: try again shortly.", retryable: true, error),
        AmazonServiceException { ErrorCode: { } code } when Refusals.Contains(code) => Because(
            error, $"Athena refuses the service's credentials ({code}): check its role or keys."),
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError } => Because(error, "Athena reports an error of its own."),
        AmazonServiceException { Message: var message } when IsOfWorkgroup(message) => Because(
            error, $"{message.TrimEnd('.')}: check Aws:Workgroup and AWS_REGION."),
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest } => new(Failed, error.Message, retryable: false, error),
        TimeoutException or OperationCanceledException => Because(error, "Athena does not answer in time."),
        HttpRequestException or IOException or AmazonServiceException => Because(error, "Athena cannot be reached."),
        AmazonClientException => Because(error, "Athena cannot be called: the service finds no credentials, or they cannot be renewed."),
        _ => null,
    };

    static bool IsOfWorkgroup(string message) => message.StartsWith("WorkGroup ", StringComparison.OrdinalIgnoreCase);

    static LakeQueryException Because(Exception error, string message) => new(Unavailable, message, retryable: true, error);
}
