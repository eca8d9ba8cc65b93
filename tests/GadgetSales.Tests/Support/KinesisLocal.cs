using GadgetSales.Tests.Support;

[assembly: AssemblyFixture(typeof(KinesisLocal))]

namespace GadgetSales.Tests.Support;

/// <summary>One Kinesis for all tests, started by the first that asks: kinesis-local of tests/package.json.</summary>
public sealed class KinesisLocal : IAsyncDisposable
{
    // It makes so much garbage that the usual young generation triples its time.
    static readonly NodeServer Server = new("--max-semi-space-size=128", "kinesis.cjs");

    /// <summary>The address to talk to.</summary>
    public static Task<string> EndpointAsync() => Server.AddressAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
