using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

/// <summary>The reading part: here Firehose writes, and the view alone resolves what it delivers.</summary>
public sealed class AthenaLakeConformance : LakeReadingConformance, IAsyncLifetime
{
    TestAthena _test = null!;

    protected override ILakeReader Reader => _test.Reader;

    public async ValueTask InitializeAsync() => _test = await TestAthena.StartAsync();

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    protected override ValueTask AppendAsync(IReadOnlyList<SaleLineFact> facts)
    {
        _test.Bucket.Deliver(facts);
        return ValueTask.CompletedTask;
    }
}
