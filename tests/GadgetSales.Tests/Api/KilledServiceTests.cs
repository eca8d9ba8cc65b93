using GadgetSales.Benchmarks.Http;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

[Slow]
public sealed class KilledServiceTests
{
    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_in_ledger_and_lake()
    {
        using var directory = new TempDirectory();

        var report = await KillRounds.RunAsync(rounds: 2, directory.Path);

        Assert.Empty(report.Lost);
        Assert.True(report.Holds, report.ToString());
    }
}
