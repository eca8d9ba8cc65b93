namespace GadgetSales.Projections.Series;

/// <summary>The values of a group, compared one by one.</summary>
readonly struct GroupKey(IReadOnlyList<string?> values) : IEquatable<GroupKey>
{
    public IReadOnlyList<string?> Values { get; } = values;

    public bool Equals(GroupKey other)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (!string.Equals(Values[i], other.Values[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return Values.Count == other.Values.Count;
    }

    public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in Values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Ordinal, the first value first; what has no value comes last.</summary>
sealed class KeyOrder : IComparer<IReadOnlyList<string?>>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(IReadOnlyList<string?>? x, IReadOnlyList<string?>? y)
    {
        for (var i = 0; i < Math.Min(x?.Count ?? 0, y?.Count ?? 0); i++)
        {
            var order = (x![i], y![i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                var (left, right) => string.CompareOrdinal(left, right),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
