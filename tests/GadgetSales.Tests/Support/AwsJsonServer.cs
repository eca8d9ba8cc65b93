using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Tests.Support;

/// <summary>A refusal that the next call of an operation gets.</summary>
sealed record AwsFault(string Operation, int Status, string Code, string Message);

/// <summary>The answer to a call: an HTTP status and a body.</summary>
sealed record AwsAnswer(int Status, JsonObject Body)
{
    internal static AwsAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    internal static AwsAnswer Refuse(string code, string message, int status = StatusCodes.Status400BadRequest) =>
        new(status, new JsonObject { ["__type"] = code, ["Message"] = message });
}

/// <summary>A service that speaks AWS JSON on a free port: it verifies signatures, keeps the calls and refuses what a test wants refused.</summary>
/// <param name="service">As signatures name it, such as <c>athena</c>.</param>
/// <param name="target">Before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="version">Of the protocol, 1.0 or 1.1.</param>
/// <param name="answer">To an operation and its body.</param>
sealed class AwsJsonServer(string service, string target, string version, Func<string, JsonObject, AwsAnswer> answer) : IAsyncDisposable
{
    // Those of the environment where it names some: the tests beside this one may talk to a DynamoDB that wants them.
    static readonly string AccessKey = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "AKIDEXAMPLE";
    static readonly string SecretKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    readonly ConcurrentQueue<(string Operation, JsonObject Body)> _calls = new();
    readonly string _mediaType = $"application/x-amz-json-{version}";
    WebApplication _server = null!;

    /// <summary>Refusals to come, each for one call.</summary>
    internal ConcurrentQueue<AwsFault> Faults { get; } = new();

    /// <summary>Completes when calls may be answered; a test can let them hang.</summary>
    internal Task Hanging { get; set; } = Task.CompletedTask;

    /// <summary>Every call that was signed well, in order.</summary>
    internal IReadOnlyList<(string Operation, JsonObject Body)> Calls => [.. _calls];

    /// <summary>Address, region and keys of a service that uses it.</summary>
    internal IEnumerable<(string Key, string Value)> Settings(string name) =>
    [
        ($"AWS_ENDPOINT_URL_{name}", _server.Urls.First()), ("AWS_REGION", Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1"),
        ("AWS_ACCESS_KEY_ID", AccessKey), ("AWS_SECRET_ACCESS_KEY", SecretKey),
    ];

    internal async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/", AnswerAsync);
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        await Hanging.WaitAsync(context.RequestAborted);
        var (status, body) = Answer(context.Request, buffer.ToArray());
        context.Response.StatusCode = status;
        context.Response.ContentType = _mediaType;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsync(body.ToJsonString());
    }

    AwsAnswer Answer(HttpRequest request, byte[] body)
    {
        if (SigV4.FindFault(request, body, service, AccessKey, SecretKey, TimeProvider.System.GetUtcNow()) is { } fault)
        {
            return AwsAnswer.Refuse("InvalidSignatureException", fault, StatusCodes.Status403Forbidden);
        }

        var parts = request.Headers["X-Amz-Target"].ToString().Split('.');
        if (request.ContentType != _mediaType || parts is not [var prefix, var operation] || prefix != target)
        {
            return AwsAnswer.Refuse("UnknownOperationException", $"{request.ContentType} {request.Headers["X-Amz-Target"]}");
        }

        var input = JsonNode.Parse(body)!.AsObject();
        _calls.Enqueue((operation, input));
        return Faults.TryPeek(out var next) && next.Operation == operation && Faults.TryDequeue(out next)
            ? AwsAnswer.Refuse(next.Code, next.Message, next.Status)
            : answer(operation, input);
    }
}
