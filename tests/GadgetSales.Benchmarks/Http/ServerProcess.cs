using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GadgetSales.Benchmarks.Http;

/// <summary>A server in a process of its own on a free loopback port, stopped by its process id on disposal.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly Process _process;

    ServerProcess(Process process, int port) => (_process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint Address { get; }

    public Uri Url => new($"http://{Address}");

    /// <summary>Processor time used so far: unlike a rate, it says the same on a busy machine.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts <c>dotnet arguments</c> with the port filled in and returns once <paramref name="readyPath"/> answers.</summary>
    public static async Task<ServerProcess> StartAsync(Func<int, string[]> arguments, string? readyPath)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments(port)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, port);
        using var http = new HttpClient { BaseAddress = server.Url };
        while (!await AnswersAsync(http, readyPath))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with exit code {process.ExitCode} before it answered.");
            }

            await Task.Delay(20);
        }

        return server;
    }

    /// <summary>The service itself on a fresh data directory, logging only what is wrong.</summary>
    public static Task<ServerProcess> StartServiceAsync(string dataDirectory) => StartAsync(
        port => [Path.Combine(AppContext.BaseDirectory, "GadgetSales.Api.dll"),
            "--urls", $"http://127.0.0.1:{port}", "--Embedded:DataDirectory", dataDirectory, "--Serilog:MinimumLevel:Default", "Warning"],
        "/health/ready");

    public static Task<ServerProcess> StartParseOnlyAsync() => StartAsync(
        port => [Path.Combine(AppContext.BaseDirectory, "GadgetSales.Benchmarks.dll"), "parse-only", port.ToString(System.Globalization.CultureInfo.InvariantCulture)], readyPath: null);

    /// <summary>SIGKILL: nothing is flushed, drained or closed.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    static async Task<bool> AnswersAsync(HttpClient http, string? path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path ?? "/", UriKind.Relative));
            return path is null || answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
