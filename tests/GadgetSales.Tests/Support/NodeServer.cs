using System.Diagnostics;
using System.Globalization;

namespace GadgetSales.Tests.Support;

/// <summary>A stand-in of tests/package.json as a process that ends with this one: a script that prints the port it listens at.</summary>
/// <param name="arguments">Of node: options, then the script in tests.</param>
sealed class NodeServer(params string[] arguments) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Lazy<Task<(Process Process, string Address)>> _running = new(() => StartAsync(arguments));

    /// <summary>Where it listens; the first that asks starts it.</summary>
    internal async Task<string> AddressAsync() => (await _running.Value).Address;

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated || _running.Value.IsFaulted)
        {
            return;
        }

        using var process = (await _running.Value).Process;
        process.Kill();
        await process.WaitForExitAsync();
    }

    static async Task<(Process Process, string Address)> StartAsync(string[] arguments)
    {
        var process = NodeScript.Start(arguments);
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var port = int.Parse(line ?? throw new InvalidOperationException($"{arguments[^1]} ended before it listened."), CultureInfo.InvariantCulture);
        return (process, $"http://127.0.0.1:{port}");
    }
}
