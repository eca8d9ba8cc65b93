using GadgetSales.Core.Lake;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

public sealed class DuckDbLakeConformance : LakeConformance, IDisposable
{
    readonly TempDirectory _folder = new();
    readonly TestLake _lake;

    public DuckDbLakeConformance() => _lake = new TestLake(_folder.Path);

    protected override ILakeWriter Writer => _lake.Writer;

    protected override ILakeReader Reader => _lake.Reader;

    public void Dispose()
    {
        _lake.Dispose();
        _folder.Dispose();
    }
}
