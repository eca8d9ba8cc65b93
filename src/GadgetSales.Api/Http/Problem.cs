using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Api.Http;

/// <summary>
/// An error answer (RFC 9457): <c>type, title, status, detail, code, retryable, traceId</c>, and where they apply <c>errors</c>
/// (JSON pointer or query parameter → what to fix) and named lists such as <c>differences</c>.
/// </summary>
public sealed record Problem(ProblemKind Kind, string? Detail = null) : IResult
{
    public const string MediaType = "application/problem+json";

    /// <summary>Writes every character as itself, quotes and signs too: the answer is UTF-8 JSON, never part of a page.</summary>
    public static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<InputError> Errors { get; init; } = [];

    /// <summary>Named lists of this kind of problem, such as <c>differences</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Sent as Retry-After, in whole seconds and at least one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Another header that helps the client on, such as Accept-Encoding.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    /// <summary>A query parameter or header that cannot be used: <c>errors: {"name": ["message"]}</c>.</summary>
    public static Problem Invalid(string name, string message) => Invalid([new InputError(name, message)]);

    public static Problem Invalid(IReadOnlyList<InputError> errors) => new(ProblemKind.ValidationFailed) { Errors = errors };

    /// <summary>The ledger cannot answer now.</summary>
    public static Problem Of(LedgerUnavailableException error) =>
        new(ProblemKind.LedgerUnavailable with { Code = error.Code }, error.Message) { RetryAfter = error.RetryAfter };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Kind.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (Header is { } header)
        {
            response.Headers[header.Key] = header.Value;
        }

        httpContext.Features.Set(Kind);
        var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body, Unescaped))
        {
            WriteTo(json, TraceIdOf(httpContext));
        }

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), httpContext.RequestAborted);
        }
    }

    /// <summary>Writes the problem as an object; also used for the items of a batch.</summary>
    public void WriteTo(Utf8JsonWriter json, string traceId)
    {
        json.WriteStartObject();
        json.WriteString("type", "urn:gadgetsales:problem:" + Kind.Code);
        json.WriteString("title", Kind.Title);
        json.WriteNumber("status", Kind.Status);
        if (Detail is not null)
        {
            json.WriteString("detail", Detail);
        }

        json.WriteString("code", Kind.Code);
        json.WriteBoolean("retryable", Kind.Retryable);
        json.WriteString("traceId", traceId);
        WriteErrors(json);
        foreach (var (name, values) in Lists)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The trace the caller started (traceparent), else the activity's, else the connection's request number: what the log line carries too.</summary>
    public static string TraceIdOf(HttpContext context) =>
        Activity.Current is { } activity ? activity.TraceId.ToHexString()
        : ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var parent) ? parent.TraceId.ToHexString()
        : context.TraceIdentifier;

    void WriteErrors(Utf8JsonWriter json)
    {
        if (Errors.Count == 0)
        {
            return;
        }

        json.WriteStartObject("errors");
        foreach (var errors in Errors.GroupBy(error => error.Place, StringComparer.Ordinal))
        {
            json.WriteStartArray(errors.Key);
            foreach (var error in errors)
            {
                json.WriteStringValue(error.Message);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
