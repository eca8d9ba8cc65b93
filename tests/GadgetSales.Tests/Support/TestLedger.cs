using GadgetSales.Embedded;
using GadgetSales.Embedded.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Support;

/// <summary>A started <see cref="SqliteLedger"/> in a folder of its own, which can be closed and opened again.</summary>
public sealed class TestLedger : IAsyncDisposable
{
    readonly TempDirectory _directory = new();

    TestLedger(Action<EmbeddedOptions>? configure, TimeProvider? time)
    {
        Options = new EmbeddedOptions { DataDirectory = _directory.Path };
        configure?.Invoke(Options);
        Time = time ?? TimeProvider.System;
    }

    public EmbeddedOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>What the meters counted since the ledger was first opened.</summary>
    public MeterProbe Meters { get; } = new();

    public SqliteLedger Ledger { get; private set; } = null!;

    internal Action<SqliteDatabase>? OnWriterOpened { get; set; }

    public static async Task<TestLedger> OpenAsync(Action<EmbeddedOptions>? configure = null, TimeProvider? time = null)
    {
        var ledger = new TestLedger(configure, time);
        await ledger.StartAsync();
        return ledger;
    }

    /// <summary>Another ledger of the same folder, not started.</summary>
    public SqliteLedger Another() => new(new OptionsWrapper<EmbeddedOptions>(Options), Time, Meters, NullLogger<SqliteLedger>.Instance)
    {
        OnWriterOpened = database => OnWriterOpened?.Invoke(database),
    };

    public async Task ReopenAsync()
    {
        await Ledger.DisposeAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Meters.Dispose();
        _directory.Dispose();
    }

    async Task StartAsync()
    {
        Ledger = Another();
        await Ledger.StartAsync(CancellationToken.None);
    }
}
