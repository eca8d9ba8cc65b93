namespace GadgetSales.Api.Http;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
public static class Suggestion
{
    /// <summary>The closest of <paramref name="names"/>, or null when none is close: letter case does not count, nor do up to a third of the letters.</summary>
    public static string? For(string given, IEnumerable<string> names)
    {
        var best = names.Select(name => (name, distance: Distance(given, name))).DefaultIfEmpty().MinBy(candidate => candidate.distance);
        return best.name is { } name && best.distance <= Math.Max(1, Math.Min(given.Length, name.Length) / 3) ? name : null;
    }

    /// <summary>Insertions, removals, replacements and swaps of neighbours (Damerau-Levenshtein, optimal string alignment).</summary>
    static int Distance(string given, string name)
    {
        // A name is short; a longer input cannot be close to it and must not cost anything.
        if (given.Length > name.Length * 2)
        {
            return int.MaxValue;
        }

        var (left, right) = (given.ToLowerInvariant(), name.ToLowerInvariant());
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j : Step(costs, left, right, i, j);
            }
        }

        return costs[left.Length, right.Length];
    }

    static int Step(int[,] costs, string left, string right, int i, int j)
    {
        var replaced = costs[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var cost = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
        var swaps = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swaps ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
    }
}
