using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GadgetSales.Benchmarks.Http;

/// <summary>
/// A closed-loop HTTP/1.1 load over raw sockets: each connection sends a request, reads its answer whole and goes on. It costs so little that
/// the server, not the client, is what is measured on a machine that runs both.
/// </summary>
static class HttpLoad
{
    /// <param name="address">The server, on loopback.</param>
    /// <param name="connections">Requests under way at once.</param>
    /// <param name="duration">How long to send.</param>
    /// <param name="nextRequest">The next whole request; called by many connections at once.</param>
    /// <param name="pacePerSecond">Requests per second over all connections, or null for as many as the server answers.</param>
    public static async Task<LoadResult> RunAsync(
        IPEndPoint address, int connections, TimeSpan duration, Func<ReadOnlyMemory<byte>> nextRequest, double? pacePerSecond = null)
    {
        var started = Stopwatch.GetTimestamp();
        var perConnection = await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(() =>
            ConnectionAsync(address, nextRequest, started, duration, pacePerSecond is { } pace ? connections / pace : null))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new LoadResult(elapsed, [.. perConnection.SelectMany(result => result.LatenciesMs)], Merge(perConnection));
    }

    static async Task<(List<double> LatenciesMs, Dictionary<int, int> Statuses)> ConnectionAsync(
        IPEndPoint address, Func<ReadOnlyMemory<byte>> next, long started, TimeSpan duration, double? secondsBetween)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        var reader = new ResponseReader(socket);
        var latencies = new List<double>();
        var statuses = new Dictionary<int, int>();
        var due = Random.Shared.NextDouble() * (secondsBetween ?? 0);
        while (Stopwatch.GetElapsedTime(started) is var now && now < duration)
        {
            if (secondsBetween is { } gap)
            {
                var wait = TimeSpan.FromSeconds(due) - now;
                due += gap;
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }
            }

            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(next());
            var status = await reader.ReadAsync();
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        return (latencies, statuses);
    }

    static Dictionary<int, int> Merge(IEnumerable<(List<double>, Dictionary<int, int> Statuses)> results)
        => results.SelectMany(result => result.Statuses).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));

    /// <summary>Builds a POST request around a body.</summary>
    public static byte[] Post(string path, ReadOnlySpan<byte> body, string contentType = "application/json")
        => [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    /// <summary>Reads answers off one connection: status line, headers, and a body by Content-Length or in chunks.</summary>
    sealed class ResponseReader(Socket socket)
    {
        byte[] _buffer = new byte[256 * 1024];
        int _filled;

        public async Task<int> ReadAsync()
        {
            int headerEnd;
            while ((headerEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            {
                await FillAsync();
            }

            var status = Number(_buffer.AsSpan(9, 3));
            var head = _buffer.AsSpan(0, headerEnd + 2);
            var lengthAt = head.IndexOf("Content-Length: "u8);
            if (lengthAt >= 0)
            {
                await TakeAsync(headerEnd + 4 + Number(head[(lengthAt + 16)..]));
                return status;
            }

            if (head.IndexOf("Transfer-Encoding: chunked"u8) < 0)
            {
                await TakeAsync(headerEnd + 4);
                return status;
            }

            int end;
            while ((end = _buffer.AsSpan(headerEnd, _filled - headerEnd).IndexOf("\r\n0\r\n\r\n"u8)) < 0)
            {
                await FillAsync();
            }

            await TakeAsync(headerEnd + end + 7);
            return status;
        }

        static int Number(ReadOnlySpan<byte> text)
            => Utf8Parser.TryParse(text, out int value, out _) ? value : throw new IOException("The server's answer is not HTTP/1.1.");

        async Task TakeAsync(int count)
        {
            while (_filled < count)
            {
                await FillAsync();
            }

            _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
            _filled -= count;
        }

        async Task FillAsync()
        {
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(_buffer.AsMemory(_filled));
            _filled += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
    }
}

/// <summary>What a load saw.</summary>
sealed record LoadResult(TimeSpan Elapsed, IReadOnlyList<double> LatenciesMs, IReadOnlyDictionary<int, int> Statuses)
{
    public double PerSecond => LatenciesMs.Count / Elapsed.TotalSeconds;

    public double Percentile(double percent) => Percentiles.Of(LatenciesMs, percent);

    public override string ToString()
        => $"{PerSecond,9:N0}/s  p50 {Percentile(50),6:F1} ms  p99 {Percentile(99),6:F1} ms  {string.Join(' ', Statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}×{pair.Value}"))}";
}

static class Percentiles
{
    /// <summary>The nearest-rank percentile; NaN of nothing.</summary>
    public static double Of(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
