using System.Text;

namespace GadgetSales.Core.Sales;

/// <summary>All there is to know about one member: its spelling, its limits, and what it holds in words.</summary>
/// <param name="Member">Which.</param>
/// <param name="Name">As JSON spells it.</param>
/// <param name="Shape">The kind of its value.</param>
/// <param name="Holds">The rule, in words that complete "Must be …".</param>
/// <param name="Meaning">What it is for, in words for the API's document.</param>
public sealed record MemberRule(SaleMember Member, string Name, MemberShape Shape, string Holds, string Meaning)
{
    /// <summary>The least value, number of code points or number of entries.</summary>
    public long? Min { get; init; }

    /// <summary>The largest value, number of code points or number of entries; null where another member decides.</summary>
    public long? Max { get; init; }

    /// <summary>Whether a document without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it can be unknown: it has no default, and null says the same as leaving it out.</summary>
    public bool Nullable { get; init; }

    /// <summary>What it may be, where it is a choice: in the order of the type that holds it.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What it is when it is left out.</summary>
    public object? Default { get; init; }

    /// <summary>The array whose entries have it; null for a member of the sale itself.</summary>
    public string? List { get; init; }

    /// <summary>What other systems call it, beside its own name without <c>Minor</c>: told to those who send that.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>The JSON pointer of a member of the sale itself.</summary>
    public string Pointer { get; } = "/" + Name;

    /// <summary>The member's name as it stands in JSON behind another: <c>,"storeId":</c>.</summary>
    internal byte[] Json { get; } = Encoding.UTF8.GetBytes($",\"{Name}\":");

    /// <summary>Each of <see cref="Choices"/> as JSON writes it, quotes included.</summary>
    internal byte[][] ChoicesJson => field ??= [.. Choices.Select(choice => Encoding.UTF8.GetBytes($"\"{choice}\""))];

    /// <summary>What is told when the rule does not hold.</summary>
    public string Refusal { get; } = $"Must be {Holds}.";

    /// <summary>The JSON pointer of the member in an entry of <see cref="List"/>.</summary>
    public string PointerAt(int index) => List is null ? Pointer : $"/{List}/{index}/{Name}";

    /// <summary>Whether someone who writes <paramref name="plain"/>, a name without hyphens and underscores, probably means this.</summary>
    internal bool IsMeantBy(string plain) =>
        Name.Equals(plain, StringComparison.OrdinalIgnoreCase)
        || Name.Equals(plain + "Minor", StringComparison.OrdinalIgnoreCase)
        || AlsoCalled.Contains(plain, StringComparer.OrdinalIgnoreCase);
}
