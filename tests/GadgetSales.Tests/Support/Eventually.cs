using System.Diagnostics;

namespace GadgetSales.Tests.Support;

/// <summary>Waits for what another thread will do, no longer than needed.</summary>
public static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Fails naming <paramref name="claim"/> when it has not come true in 20 s.</summary>
    public static Task TrueAsync(Func<bool> condition, string claim) => TrueAsync(() => Task.FromResult(condition()), claim);

    public static async Task TrueAsync(Func<Task<bool>> condition, string claim)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Patience, $"In {Patience.TotalSeconds} s it did not come true that {claim}.");
            await Task.Delay(Pause);
        }
    }
}
