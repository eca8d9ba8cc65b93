using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace GadgetSales.Tests.Support;

/// <summary>The wire between the SDK and DynamoDB, on which a test can throttle, lose answers and look at requests.</summary>
sealed class DynamoWire
{
    readonly ConcurrentQueue<DynamoCall> _calls = new();
    int _atOnce;
    int _numbered;

    /// <summary>What happens to a call; by default it passes.</summary>
    internal Func<DynamoCall, Task<HttpResponseMessage>> Answer { get; set; } = call => call.PassAsync();

    /// <summary>Every attempt, in order.</summary>
    internal IReadOnlyList<DynamoCall> Calls => [.. _calls];

    /// <summary>The most calls that were under way together.</summary>
    internal int MostAtOnce { get; private set; }

    internal int Count(string operation) => Calls.Count(call => call.Operation == operation);

    internal HttpMessageHandler Around(HttpMessageHandler inner) => new Handler(this, inner);

    internal static HttpResponseMessage Error(string type, HttpStatusCode status = HttpStatusCode.BadRequest, string more = "") => new(status)
    {
        Content = new StringContent(
            $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"As the test wants it"{{more}}}""", Encoding.UTF8, "application/x-amz-json-1.0"),
    };

    internal static Task<HttpResponseMessage> Throttle() => Task.FromResult(Error("ProvisionedThroughputExceededException"));

    /// <summary>DynamoDB takes the call, and its answer never arrives.</summary>
    internal static async Task<HttpResponseMessage> LoseAnswerAsync(DynamoCall call)
    {
        using var lost = await call.PassAsync();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended.", new IOException("The connection ended."));
    }

    sealed class Handler(DynamoWire wire, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.Headers.GetValues("X-Amz-Target").Single();
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var call = new DynamoCall(Interlocked.Increment(ref wire._numbered), target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..], body, () => base.SendAsync(request, cancellationToken), cancellationToken);
            wire._calls.Enqueue(call);
            wire.MostAtOnce = Math.Max(wire.MostAtOnce, Interlocked.Increment(ref wire._atOnce));
            try
            {
                return await wire.Answer(call);
            }
            finally
            {
                Interlocked.Decrement(ref wire._atOnce);
            }
        }
    }
}

/// <summary>One attempt of one call.</summary>
/// <param name="Number">From 1; calls that come together have different ones.</param>
/// <param name="Operation">Such as PutItem.</param>
/// <param name="Body">The request's JSON.</param>
/// <param name="PassAsync">Sends it on.</param>
/// <param name="GivenUp">Set when the caller waits no longer.</param>
sealed record DynamoCall(int Number, string Operation, string Body, Func<Task<HttpResponseMessage>> PassAsync, CancellationToken GivenUp);
