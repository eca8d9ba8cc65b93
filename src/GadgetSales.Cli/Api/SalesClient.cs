using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GadgetSales.Cli.Api;

/// <summary>
/// Posts sales. 429, 502, 503, 504 and network errors are tried again for a while; the sale ids make that safe. Thread-safe.
/// </summary>
sealed class SalesClient : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    static readonly MediaTypeHeaderValue NdJson = new("application/x-ndjson");
    static readonly MediaTypeHeaderValue PlainJson = new("application/json");

    readonly HttpClient _http;
    readonly TimeSpan _retryFor;
    readonly TimeProvider _time;
    long _retries;

    internal SalesClient(Uri address, string? key, TimeSpan retryFor, TimeProvider time)
    {
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(100),
        };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        _retryFor = retryFor;
        _time = time;
    }

    internal Uri Address => _http.BaseAddress!;

    /// <summary>Requests that had to be sent again.</summary>
    internal long Retries => Interlocked.Read(ref _retries);

    /// <summary>Null when something answers at the address within five seconds, whatever it says; else why not.</summary>
    internal async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        var patience = _retryFor < TimeSpan.FromSeconds(5) ? _retryFor : TimeSpan.FromSeconds(5);
        for (var backoff = new Backoff(patience, _time); ;)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri("health/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                return null;
            }
            catch (Exception error) when (IsNetwork(error, cancellationToken))
            {
                if (!await backoff.WaitAsync(null, cancellationToken))
                {
                    return Reason(error);
                }
            }
        }
    }

    /// <summary>Posts sales, one JSON document a line; at most 1,000 and 5 MB.</summary>
    internal async Task<BatchAnswer> PostBatchAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var (response, reason) = await SendAsync(HttpMethod.Post, "v1/sales/batch", lines, NdJson, cancellationToken);
        using (response)
        {
            return response is null ? new BatchAnswer.Unreachable(reason) : await ReadBatchAsync(response, cancellationToken);
        }
    }

    /// <summary>Posts one sale. <see cref="SaleStatus.Rejected"/> stands for every answer that records nothing, a refused key included.</summary>
    internal async Task<SaleAnswer> PostSaleAsync(ReadOnlyMemory<byte> sale, CancellationToken cancellationToken)
    {
        var (response, reason) = await SendAsync(HttpMethod.Post, "v1/sales", sale, PlainJson, cancellationToken);
        using (response)
        {
            return response?.StatusCode switch
            {
                null => new SaleAnswer.Unreachable(reason),
                HttpStatusCode.Created => new SaleAnswer.Taken(SaleStatus.Recorded, null),
                HttpStatusCode.OK => new SaleAnswer.Taken(SaleStatus.Replayed, null),
                HttpStatusCode.Conflict => new SaleAnswer.Taken(SaleStatus.Conflict, await ProblemAsync(response, cancellationToken)),
                _ => new SaleAnswer.Taken(SaleStatus.Rejected, await ProblemAsync(response, cancellationToken)),
            };
        }
    }

    /// <summary>Puts a document in its place. Both null: it is there. <c>Unreachable</c> says why no answer came within the time for retries.</summary>
    internal async Task<(ApiProblem? Problem, string? Unreachable)> PutAsync(string path, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var (response, reason) = await SendAsync(HttpMethod.Put, path, document, PlainJson, cancellationToken);
        using (response)
        {
            return response is null ? (null, reason) : response.IsSuccessStatusCode ? (null, null) : (await ProblemAsync(response, cancellationToken), null);
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<(HttpResponseMessage? Response, string Reason)> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        string reason;
        TimeSpan? retryAfter;
        var backoff = new Backoff(_retryFor, _time);
        do
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new ReadOnlyMemoryContent(body) };
                request.Content.Headers.ContentType = type;
                var response = await _http.SendAsync(request, cancellationToken);
                if (!IsTemporary(response.StatusCode))
                {
                    return (response, "");
                }

                using (response)
                {
                    reason = $"answers {(int)response.StatusCode}: {(await ProblemAsync(response, cancellationToken)).Summary()}";
                    retryAfter = RetryAfter(response);
                }
            }
            catch (Exception error) when (IsNetwork(error, cancellationToken))
            {
                (reason, retryAfter) = (Reason(error), null);
            }

            Interlocked.Increment(ref _retries);
        }
        while (await backoff.WaitAsync(retryAfter, cancellationToken));

        return (null, reason);
    }

    static async Task<BatchAnswer> ReadBatchAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            return new BatchAnswer.Refused((int)response.StatusCode, await ProblemAsync(response, cancellationToken));
        }

        try
        {
            var body = await response.Content.ReadFromJsonAsync<BatchBody>(Json, cancellationToken);
            return body?.Results is { } results
                ? new BatchAnswer.Taken(results)
                : new BatchAnswer.Refused((int)response.StatusCode, new ApiProblem { Code = "not_gadgetsales", Title = "The answer holds no results." });
        }
        catch (JsonException)
        {
            return new BatchAnswer.Refused((int)response.StatusCode, new ApiProblem { Code = "not_gadgetsales", Title = "The answer is not the JSON of a batch." });
        }
    }

    static async Task<ApiProblem> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<ApiProblem>(Json, cancellationToken) ?? Unexplained(response);
        }
        catch (JsonException)
        {
            return Unexplained(response);
        }
    }

    static ApiProblem Unexplained(HttpResponseMessage response) => new() { Code = "unexplained", Title = response.ReasonPhrase };

    static bool IsTemporary(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    static bool IsNetwork(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    static string Reason(Exception error) => error is TaskCanceledException ? "does not answer in time" : error.Message;

    TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - _time.GetUtcNow() : null;

    sealed record BatchBody(IReadOnlyList<SaleResult>? Results);
}
