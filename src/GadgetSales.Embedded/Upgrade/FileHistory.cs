namespace GadgetSales.Embedded.Upgrade;

/// <summary>
/// The steps that made a file what this program reads, in order: a file of version n has had the first n of them. A new step goes to the end.
/// </summary>
/// <param name="file">What an operator calls the file: "ledger", "lake".</param>
/// <param name="steps">From the first version on.</param>
sealed class FileHistory(string file, params IReadOnlyList<FileStep> steps)
{
    /// <summary>The version that this program writes.</summary>
    public int Version => steps.Count;

    /// <summary>What a file of an older version lacks, each step with the version it leads to.</summary>
    public IEnumerable<(int To, FileStep Step)> After(int version)
    {
        for (var next = Math.Max(version, 0); next < steps.Count; next++)
        {
            yield return (next + 1, steps[next]);
        }
    }

    /// <summary>Why a file of <paramref name="found"/> cannot be used; null when it can, now or after the missing steps.</summary>
    public string? Refusal(string path, long found) => found <= Version
        ? null
        : $"The {file} '{path}' has schema {found}, and this version of GadgetSales knows schemas up to {Version}";
}
