using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Support;

/// <summary>Lets time pass on a clock that stands still by itself, for work that waits on it.</summary>
static class PassingTime
{
    /// <summary>Advances the clock step by step until the work is done: what takes a minute on the clock takes a moment here.</summary>
    internal static async Task<T> PassUntilAsync<T>(this FakeTimeProvider clock, Task<T> work, TimeSpan step)
    {
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(step);
                return work.IsCompleted;
            },
            "the work is done");
        return await work;
    }
}
