using GadgetSales.Embedded;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.Logging.Abstractions;

namespace GadgetSales.Tests.Support;

/// <summary>A DuckDB lake in a folder, with its writer and reader.</summary>
public sealed class TestLake : IDisposable
{
    readonly MeterProbe _meters = new();

    public TestLake(string folder, LakeOptions? options = null)
    {
        var metrics = new LakeMetrics(_meters);
        Lake = new DuckDbLake(
            new EmbeddedOptions { DataDirectory = folder }.LakePath,
            options ?? new LakeOptions { Threads = 2, MemoryLimitMegabytes = 256 },
            NullLogger<DuckDbLake>.Instance);
        Writer = new DuckDbLakeWriter(Lake, metrics, TimeProvider.System);
        Reader = new DuckDbLakeReader(Lake, metrics, TimeProvider.System);
    }

    public DuckDbLake Lake { get; }

    public DuckDbLakeWriter Writer { get; }

    public DuckDbLakeReader Reader { get; }

    public void Dispose()
    {
        Lake.Dispose();
        _meters.Dispose();
    }
}
