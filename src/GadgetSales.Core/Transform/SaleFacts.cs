namespace GadgetSales.Core.Transform;

/// <summary>The facts of one change of one sale, which reach the lake together.</summary>
/// <param name="SaleDate">The business date: the lake's partition.</param>
/// <param name="SaleId">With the date it names the sale.</param>
/// <param name="Version">The highest is what the lake shows.</param>
/// <param name="Removed">Whether the change takes the version away: it ranks above the version it removes.</param>
/// <param name="Lines">One fact a line, in the receipt's order.</param>
public sealed record SaleFacts(DateOnly SaleDate, string SaleId, long Version, bool Removed, IReadOnlyList<SaleLineFact> Lines)
{
    /// <summary>Whether the lake shows this and not <paramref name="other"/>, a change of the same sale. Of a repeat the first stays.</summary>
    public bool Supersedes(SaleFacts other) => (Version, Removed).CompareTo((other.Version, other.Removed)) > 0;
}
