using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace GadgetSales.Lambda.Runtime;

/// <summary>
/// The Lambda Runtime API of 2018-06-01, as far as a function without extensions needs it
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). For one invocation at a time.
/// </summary>
public sealed class RuntimeApi : IDisposable
{
    /// <summary>The environment variable that holds host and port of the API.</summary>
    public const string Variable = "AWS_LAMBDA_RUNTIME_API";

    const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    const int ReadSize = 64 * 1024;

    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _http;
    readonly ArrayBufferWriter<byte> _event = new(ReadSize);

    public RuntimeApi(string hostAndPort)
    {
        // Lambda freezes the process between invocations: connections and waits must outlive any pause.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"http://{hostAndPort}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("gadgetsales/1.0");
    }

    /// <summary>The API this process was started for, or null outside Lambda.</summary>
    public static RuntimeApi? OfEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? new RuntimeApi(address) : null;

    /// <summary>Waits for the next invocation. Its event is valid until the next call.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("invocation/next", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var requestId = response.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
        var deadline = response.Headers.TryGetValues("Lambda-Runtime-Deadline-Ms", out var values)
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(values.First(), CultureInfo.InvariantCulture))
            : (DateTimeOffset?)null;
        _event.ResetWrittenCount();

        // Once the invocation is ours it is answered, even while the process is being stopped.
        await using var body = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        while (await body.ReadAsync(_event.GetMemory(ReadSize), CancellationToken.None) is > 0 and var read)
        {
            _event.Advance(read);
        }

        return new Invocation(requestId, deadline, _event.WrittenMemory);
    }

    /// <summary>Answers an invocation. The API refuses answers beyond 6 MB.</summary>
    /// <exception cref="HttpRequestException">Refused or unreachable.</exception>
    public Task RespondAsync(string requestId, ReadOnlyMemory<byte> json) => PostAsync($"invocation/{requestId}/response", json, errorType: null);

    /// <summary>Fails an invocation: whoever invoked it decides whether to try again.</summary>
    /// <exception cref="HttpRequestException">Refused or unreachable.</exception>
    public Task FailAsync(string requestId, Exception error) =>
        PostAsync($"invocation/{requestId}/error", FunctionError.Write(error), FunctionError.TypeOf(error));

    /// <summary>Says that the function cannot start; the process ends afterwards.</summary>
    /// <exception cref="HttpRequestException">Refused or unreachable.</exception>
    public Task FailInitAsync(Exception error) => PostAsync("init/error", FunctionError.Write(error), FunctionError.TypeOf(error));

    public void Dispose() => _http.Dispose();

    async Task PostAsync(string path, ReadOnlyMemory<byte> json, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ReadOnlyMemoryContent(json) { Headers = { ContentType = Json } };
        if (errorType is not null)
        {
            request.Headers.Add(ErrorType, errorType);
        }

        using var response = await _http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new HttpRequestException($"The Runtime API answered {(int)response.StatusCode} to {path}.", inner: null, response.StatusCode);
        }
    }
}

/// <summary>One event to be handled.</summary>
/// <param name="RequestId">Names the invocation to the Runtime API.</param>
/// <param name="Deadline">When Lambda stops waiting, or null when it does not say.</param>
/// <param name="Event">JSON, UTF-8.</param>
public readonly record struct Invocation(string RequestId, DateTimeOffset? Deadline, ReadOnlyMemory<byte> Event);
