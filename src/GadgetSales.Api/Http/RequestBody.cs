using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GadgetSales.Api.Http;

/// <summary>A whole request body in pooled memory. Dispose it once; the bytes are gone then.</summary>
public sealed class RequestBody : IDisposable
{
    const int SmallestBuffer = 4 * 1024;

    // Smaller ones are bounded by the connections there are, and counting them would cost every sale.
    const int SmallestBudgeted = 64 * 1024;

    readonly BodyBudget _budget;
    byte[] _buffer = [];

    RequestBody(BodyBudget budget) => _budget = budget;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="RequestRefusedException">Longer than <paramref name="limit"/> bytes (after decompression), wrongly compressed, or the budget is used up.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, int limit, BodyBudget budget)
    {
        var request = context.Request;
        RefuseEncoding(request);
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var body = new RequestBody(budget);
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(context.RequestAborted);
                var bytes = result.Buffer;
                if (body.Length + bytes.Length > limit)
                {
                    reader.AdvanceTo(bytes.End);
                    throw TooLarge(limit);
                }

                body.Append(bytes, (int)Math.Min(request.ContentLength ?? 0, limit));
                reader.AdvanceTo(bytes.End);
                if (result.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch (Exception error)
        {
            body.Dispose();
            if (error is InvalidDataException or InvalidOperationException { Source: "System.IO.Compression.Brotli" })
            {
                throw new RequestRefusedException(new Problem(ProblemKind.MalformedRequest, "The body is not compressed as Content-Encoding says."));
            }

            throw;
        }
    }

    public void Dispose() => Replace([]);

    void Append(in ReadOnlySequence<byte> bytes, int expected)
    {
        var needed = Length + (int)bytes.Length;
        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, expected), Math.Max(SmallestBuffer, _buffer.Length * 2)));
            Span.CopyTo(larger);
            Replace(larger);
        }

        bytes.CopyTo(_buffer.AsSpan(Length));
        Length = needed;
    }

    void Replace(byte[] buffer)
    {
        var old = _buffer;
        _buffer = [];
        if (old.Length > 0)
        {
            if (old.Length >= SmallestBudgeted)
            {
                _budget.Return(old.Length);
            }

            ArrayPool<byte>.Shared.Return(old);
        }

        if (buffer.Length >= SmallestBudgeted)
        {
            _budget.Take(buffer.Length);
        }

        _buffer = buffer;
    }

    /// <summary>Decompression takes the header away; one that is still there names an encoding nobody decoded.</summary>
    static void RefuseEncoding(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0 && !string.Equals(request.Headers.ContentEncoding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(new Problem(ProblemKind.UnsupportedMediaType, "Accept-Encoding lists the content encodings this address takes.")
            {
                Header = new(HeaderNames.AcceptEncoding, "br, gzip, deflate"),
            });
        }
    }

    static RequestRefusedException TooLarge(int limit) =>
        new(new Problem(ProblemKind.BodyTooLarge, $"At most {limit:N0} bytes, counted after decompression; nothing was recorded."));
}

/// <summary>Bounds the memory that large bodies fill together: many big batches at once are told to come back instead of exhausting the process.</summary>
public sealed class BodyBudget(IOptions<LimitOptions> limits)
{
    readonly long _limit = limits.Value.BufferedMegabytes * 1024L * 1024;
    long _taken;

    /// <exception cref="RequestRefusedException">Too much is held already: <c>overloaded</c>.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > _limit)
        {
            Return(bytes);
            throw new RequestRefusedException(new Problem(ProblemKind.Overloaded) { RetryAfter = TimeSpan.FromSeconds(1) });
        }
    }

    public void Return(int bytes) => Interlocked.Add(ref _taken, -bytes);
}

/// <summary>Ends a request with a problem from a place that cannot return one, such as the reading of its body.</summary>
public sealed class RequestRefusedException(Problem problem) : Exception(problem.Kind.Title)
{
    public Problem Problem { get; } = problem;
}
