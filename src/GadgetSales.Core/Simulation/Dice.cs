namespace GadgetSales.Core.Simulation;

/// <summary>
/// Random numbers that depend on nothing but their keys, the same on every platform and runtime version
/// (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
sealed class Dice
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    ulong _state;

    /// <summary>Other keys give an independent sequence: a day of a till is thrown without throwing the days before it.</summary>
    internal Dice(params ReadOnlySpan<int> keys)
    {
        foreach (var key in keys)
        {
            _state = Mix(_state + Golden + unchecked((uint)key));
        }
    }

    /// <summary>At least 0 and below 1.</summary>
    internal double Unit()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>0 to <paramref name="limit"/> - 1.</summary>
    internal int Below(int limit) => (int)(Unit() * limit);

    /// <summary>Both ends included.</summary>
    internal int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    internal bool Chance(double probability) => Unit() < probability;

    /// <summary>Mean 0, standard deviation 1 (Box and Muller).</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>A count with the given mean; above 40 the normal approximation is close enough for a till's day.</summary>
    internal int Poisson(double mean)
    {
        if (mean > 40)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        }

        var limit = Math.Exp(-mean);
        var count = -1;
        for (var product = 1.0; product > limit; count++)
        {
            product *= Unit();
        }

        return Math.Max(0, count);
    }

    /// <summary>An index, each with the probability of its weight.</summary>
    internal int Weighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var rest = Unit() * total;
        for (var index = 0; index < weights.Length - 1; index++)
        {
            rest -= weights[index];
            if (rest < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }

    static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
