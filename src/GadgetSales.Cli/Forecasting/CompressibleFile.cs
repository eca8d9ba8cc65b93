using System.IO.Compression;

namespace GadgetSales.Cli.Forecasting;

/// <summary>Text files that are gzip-compressed when their name ends in <c>.gz</c>.</summary>
internal static class CompressibleFile
{
    public static StreamReader Read(FileStream file) => new(
        IsCompressed(file.Name) ? new GZipStream(file, CompressionMode.Decompress) : file);

    /// <param name="name">Decides about compression; the file may have another, temporary one.</param>
    public static StreamWriter Write(FileStream file, string name) => new(
        IsCompressed(name) ? new GZipStream(file, CompressionLevel.Optimal) : file)
    {
        NewLine = "\n",
    };

    static bool IsCompressed(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
