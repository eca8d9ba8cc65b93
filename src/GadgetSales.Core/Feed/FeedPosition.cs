namespace GadgetSales.Core.Feed;

/// <summary>A place in the ledger's order of recording. Everything at or before a watermark is in the lake.</summary>
public readonly record struct FeedPosition(long Sequence) : IComparable<FeedPosition>
{
    /// <summary>Before the first entry.</summary>
    public static FeedPosition Start => default;

    public int CompareTo(FeedPosition other) => Sequence.CompareTo(other.Sequence);

    public static bool operator <(FeedPosition left, FeedPosition right) => left.Sequence < right.Sequence;

    public static bool operator >(FeedPosition left, FeedPosition right) => left.Sequence > right.Sequence;

    public static bool operator <=(FeedPosition left, FeedPosition right) => left.Sequence <= right.Sequence;

    public static bool operator >=(FeedPosition left, FeedPosition right) => left.Sequence >= right.Sequence;
}
