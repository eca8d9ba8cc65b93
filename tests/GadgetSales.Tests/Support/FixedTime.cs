namespace GadgetSales.Tests.Support;

/// <summary>A clock that stands still until it is told to move.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>Noon UTC on the day after the sales that the tests post.</summary>
    public static readonly DateTimeOffset Noon = new(2019, 4, 20, 12, 0, 0, TimeSpan.Zero);

    DateTimeOffset _now = now;

    public FixedTime()
        : this(Noon)
    {
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
