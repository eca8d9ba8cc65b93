using System.IO.Compression;

namespace GadgetSales.Tests.Support;

/// <summary>
/// A data directory as a released version left it, from the files that are kept of it: five sales of 2019 (a sale and its void, a sale and its return,
/// one in euros), in the lake up to position 5. Never made anew: what a later version wrote would prove nothing.
/// </summary>
public sealed class EarlierFolder : IDisposable
{
    readonly TempDirectory _folder = new();

    /// <param name="version">Of the ledger's file, such as 1.</param>
    public EarlierFolder(int version)
    {
        var kept = RepositoryFile.Of("tests", "GadgetSales.Tests", "Upgrade", $"version-{version}");
        foreach (var packed in Directory.EnumerateFiles(kept, "*.gz"))
        {
            using var input = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
            using var output = File.Create(_folder.File(System.IO.Path.GetFileNameWithoutExtension(packed)));
            input.CopyTo(output);
        }
    }

    public string Path => _folder.Path;

    public string Ledger => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();
}
