using System.Diagnostics.Metrics;
using GadgetSales.Aws;
using GadgetSales.Core.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Support;

/// <summary>The lake of the AWS store as the service registers it, on a stand-in for Athena and a folder that stands for the bucket.</summary>
sealed class TestAthena : IAsyncDisposable
{
    readonly TempDirectory _folder = new();
    ServiceProvider _services = null!;

    TestAthena() => Bucket = new ParquetFolder(_folder.File("sale_lines"));

    internal ParquetFolder Bucket { get; }

    internal FakeAthena Athena { get; private set; } = null!;

    /// <summary>Waits of the reader are over at once.</summary>
    internal HastyTimeProvider Time { get; } = new();

    internal MeterProbe Meters { get; } = new();

    internal ILakeReader Reader { get; private set; } = null!;

    /// <param name="settings">Instead of the usual: one attempt a call, no reuse of results.</param>
    internal static async Task<TestAthena> StartAsync(params (string Key, string Value)[] settings)
    {
        var test = new TestAthena();
        test.Athena = await FakeAthena.StartAsync(test.Bucket.Path);
        var values = new Dictionary<string, string?> { ["Aws:Table"] = "unused", ["Aws:QueryAttempts"] = "1", ["Aws:ResultReuseMinutes"] = "0" };
        foreach (var (key, value) in test.Athena.Settings.Concat(settings))
        {
            values[key] = value;
        }

        test._services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(test.Time).AddSingleton<IMeterFactory>(test.Meters)
            .AddAwsStore(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).BuildServiceProvider();
        test.Reader = test._services.GetRequiredService<ILakeReader>();
        return test;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Athena.DisposeAsync();
        Meters.Dispose();
        _folder.Dispose();
    }
}
