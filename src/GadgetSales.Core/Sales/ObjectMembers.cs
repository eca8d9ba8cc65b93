using System.Text;

namespace GadgetSales.Core.Sales;

/// <summary>The members of one JSON object of a sale, found by their spelling without a string being made.</summary>
public sealed class ObjectMembers
{
    const int SlotBits = 7;
    const int MostSeeds = 100_000;

    readonly MemberRule[] _rules;
    readonly (byte[] Name, SaleMember Member)[] _slots;
    readonly uint _seed;

    /// <param name="rules">What belongs there.</param>
    /// <param name="foreign">What has a name known here and still does not belong there.</param>
    internal ObjectMembers(ReadOnlySpan<MemberRule> rules, ReadOnlySpan<MemberRule> foreign)
    {
        _rules = rules.ToArray();
        (byte[] Name, SaleMember Member)[] names = [.. _rules.Concat(foreign.ToArray()).Select(rule => (Encoding.UTF8.GetBytes(rule.Name), rule.Member))];
        (_slots, _seed) = Place(names);
        Known = _rules.Aggregate(0UL, (bits, rule) => bits | Bit(rule.Member));
        List = _rules[0].List;
        Required = _rules.Where(rule => rule.Required).Aggregate(0UL, (bits, rule) => bits | Bit(rule.Member));
        LongestEscaped = names.Max(entry => entry.Name.Length) * 6;
    }

    /// <summary>In canonical order.</summary>
    public IReadOnlyList<MemberRule> Rules => _rules;

    /// <summary>The array whose entries these are the members of; null for the sale itself.</summary>
    internal string? List { get; }

    /// <summary>A bit for each member that belongs there.</summary>
    internal ulong Known { get; }

    /// <summary>A bit for each that must be there.</summary>
    internal ulong Required { get; }

    /// <summary>Bytes of the longest name with every character escaped.</summary>
    internal int LongestEscaped { get; }

    internal static ulong Bit(SaleMember member) => 1UL << (int)member;

    /// <summary>The member of this name, whether it belongs there or not; None for a name nobody knows.</summary>
    internal SaleMember Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < 2)
        {
            return SaleMember.None;
        }

        ref readonly var slot = ref _slots[SlotOf(name, _seed)];
        return name.SequenceEqual(slot.Name) ? slot.Member : SaleMember.None;
    }

    /// <summary>The JSON pointer of a member of this object that has no rule.</summary>
    /// <param name="name">As the document spells it.</param>
    /// <param name="index">Which entry of its array the object is.</param>
    internal string PointerOf(string name, int index)
    {
        var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return List is { } list ? $"/{list}/{index}/{escaped}" : "/" + escaped;
    }

    /// <summary>
    /// The member someone probably meant by a name that differs in case, hyphens or underscores, or is what other systems call it; else null.
    /// A closer name wins over another system's word.
    /// </summary>
    internal string? Suggest(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return (Array.Find(_rules, rule => rule.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)) ?? Array.Find(_rules, rule => rule.IsMeantBy(plain)))?.Name;
    }

    /// <summary>A slot of its own for each name, by the first seed that gives them.</summary>
    static ((byte[] Name, SaleMember Member)[] Slots, uint Seed) Place((byte[] Name, SaleMember Member)[] names)
    {
        for (var seed = 1u; seed < MostSeeds; seed += 2)
        {
            var places = names.Select(entry => SlotOf(entry.Name, seed)).ToArray();
            if (places.Distinct().Count() < names.Length)
            {
                continue;
            }

            var slots = new (byte[] Name, SaleMember Member)[1 << SlotBits];
            for (var index = 0; index < names.Length; index++)
            {
                slots[places[index]] = names[index];
            }

            return (slots, seed);
        }

        throw new InvalidOperationException("Two members have the same length, first two and last letter: tell them apart by more of their names.");
    }

    static int SlotOf(ReadOnlySpan<byte> name, uint seed)
    {
        var key = (uint)(name.Length | (name[0] << 8) | (name[1] << 16) | (name[^1] << 24));
        return (int)((key * (seed * 2_654_435_761u)) >> (32 - SlotBits));
    }
}
