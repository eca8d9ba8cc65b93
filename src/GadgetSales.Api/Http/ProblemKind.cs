namespace GadgetSales.Api.Http;

/// <summary>One way a request can fail. Clients branch on <see cref="Code"/>, so a code never changes its meaning.</summary>
/// <param name="Code">Stable and snake_case.</param>
/// <param name="Status">The HTTP status that always goes with it.</param>
/// <param name="Title">What happened, the same words every time.</param>
/// <param name="Retryable">The same request may succeed later.</param>
public sealed record ProblemKind(string Code, int Status, string Title, bool Retryable = false)
{
    public static readonly ProblemKind MalformedRequest = new("malformed_request", 400, "The request could not be read.");
    public static readonly ProblemKind MalformedJson = new("malformed_json", 400, "The body is not the JSON that this address takes.");
    public static readonly ProblemKind ValidationFailed = new("validation_failed", 400, "The content breaks the rules named in errors.");
    public static readonly ProblemKind SaleIdRequired = new("sale_id_required", 400, "A sale needs an id, so that it can be sent again safely.");
    public static readonly ProblemKind CurrencyAmbiguous = new("currency_ambiguous", 400, "The sales hold several currencies, which are never added up.");
    public static readonly ProblemKind TooManySeries = new("too_many_series", 400, "The question has more series than one answer projects.");
    public static readonly ProblemKind Unauthenticated = new("unauthenticated", 401, "A valid API key is needed.");
    public static readonly ProblemKind ScopeMissing = new("scope_missing", 403, "The API key does not have the scope this needs.");
    public static readonly ProblemKind StoreForbidden = new("store_forbidden", 403, "The API key does not cover this store.");
    public static readonly ProblemKind AllStoresNeeded = new("all_stores_needed", 403, "This needs an API key for all stores.");
    public static readonly ProblemKind LocalOnly = new("local_only", 403, "Without API keys only this machine may call, by a local name.");
    public static readonly ProblemKind NotFound = new("not_found", 404, "There is nothing at this address.");
    public static readonly ProblemKind SaleNotFound = new("sale_not_found", 404, "No sale is recorded under this id.");
    public static readonly ProblemKind StoreNotFound = new("store_not_found", 404, "No sale of this store is known, and nobody described it.");
    public static readonly ProblemKind MethodNotAllowed = new("method_not_allowed", 405, "This address does not take that method; Allow lists those it takes.");
    public static readonly ProblemKind NotAcceptable = new("not_acceptable", 406, "The answer does not come in a format that Accept allows.");
    public static readonly ProblemKind RequestTimeout = new("request_timeout", 408, "The request body came too slowly.", Retryable: true);
    public static readonly ProblemKind SaleConflict = new("sale_conflict", 409, "Other content is recorded under this sale id.");
    public static readonly ProblemKind ZReportConflict = new("z_report_conflict", 409, "Other content is recorded under this z-report id.");
    public static readonly ProblemKind BodyTooLarge = new("body_too_large", 413, "The body is larger than this address takes.");
    public static readonly ProblemKind BatchTooLarge = new("batch_too_large", 413, "A batch holds at most 1,000 sales; nothing was recorded.");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported_media_type", 415, "This address does not take that content type or encoding.");
    public static readonly ProblemKind OriginalNotFound = new("original_not_found", 422, "The sale to void is not recorded.", Retryable: true);
    public static readonly ProblemKind OriginalAlreadyVoided = new("original_already_voided", 422, "The sale is voided already.");
    public static readonly ProblemKind OriginalIsVoid = new("original_is_void", 422, "A void cannot be voided.");
    public static readonly ProblemKind OriginalMismatch = new("original_mismatch", 422, "The sale to void belongs to another store or currency.");
    public static readonly ProblemKind ValueOutOfRange = new("value_out_of_range", 422, "A sum is larger than 64 bits hold; ask for less at once.");
    public static readonly ProblemKind RateLimited = new("rate_limited", 429, "Too many requests; Retry-After says when to go on.", Retryable: true);
    public static readonly ProblemKind InternalError = new("internal_error", 500, "The service failed; the log has the traceId.", Retryable: true);
    public static readonly ProblemKind Overloaded = new("overloaded", 503, "The service is busy; Retry-After says when to try again.", Retryable: true);
    public static readonly ProblemKind LedgerUnavailable = new("ledger_unavailable", 503, "The ledger cannot be reached now.", Retryable: true);
    public static readonly ProblemKind LakeUnavailable = new("lake_unavailable", 503, "The lake cannot be reached now.", Retryable: true);

    /// <summary>For a status that a piece of the framework set without saying more.</summary>
    public static ProblemKind OfStatus(int status) => status switch
    {
        400 => MalformedRequest,
        401 => Unauthenticated,
        403 => ScopeMissing,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        408 => RequestTimeout,
        413 => BodyTooLarge,
        415 => UnsupportedMediaType,
        429 => RateLimited,
        503 => Overloaded,
        < 500 => MalformedRequest with { Code = $"http_{status}", Status = status },
        _ => InternalError with { Status = status },
    };
}

/// <summary>The problems an endpoint itself can answer with, for the OpenAPI document.</summary>
public sealed record FailsMetadata(IReadOnlyList<ProblemKind> Kinds);

public static class FailsExtensions
{
    /// <summary>
    /// Declares the problems an endpoint answers with. Those every endpoint shares (401, 403, 406, 429, 500, 503) need not be named.
    /// </summary>
    public static TBuilder Fails<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new FailsMetadata(kinds));
}
