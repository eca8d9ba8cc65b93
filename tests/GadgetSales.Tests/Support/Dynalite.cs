using System.Diagnostics;
using System.Globalization;
using GadgetSales.Tests.Support;

[assembly: AssemblyFixture(typeof(Dynalite))]

namespace GadgetSales.Tests.Support;

/// <summary>
/// One DynamoDB for all tests, started by the first that asks. It is dynalite (tests/package.json), unless the standard variable
/// AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL names another endpoint: then the tests run against that one, with the variables' region and keys.
/// </summary>
public sealed class Dynalite : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly Lazy<Task<(Process Process, string Address)>> Running = new(StartAsync);

    /// <summary>The address to talk to.</summary>
    public static async Task<string> EndpointAsync()
    {
        var given = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        return string.IsNullOrEmpty(given) ? (await Running.Value).Address : given;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Running.IsValueCreated)
        {
            return;
        }

        using var process = (await Running.Value).Process;
        process.Kill();
        await process.WaitForExitAsync();
    }

    static async Task<(Process Process, string Address)> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("node", ["dynalite.cjs"])
        {
            WorkingDirectory = RepositoryFile.Of("tests"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var port = int.Parse(line ?? throw new InvalidOperationException("dynalite ended before it listened."), CultureInfo.InvariantCulture);
        return (process, $"http://127.0.0.1:{port}");
    }
}
