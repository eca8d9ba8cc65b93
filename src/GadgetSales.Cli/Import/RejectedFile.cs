using System.Text;
using System.Text.Json;
using GadgetSales.Cli.Shell;
using GadgetSales.Import.Reading;

namespace GadgetSales.Cli.Import;

/// <summary>
/// The lines that did not become recorded sales, with the reason. Made when there is a first one. A table keeps its columns, so that it can be
/// corrected and imported; all lines of a sale are in it together. Always UTF-8, with a byte order mark where the import was told another encoding,
/// so that the same options read it. Thread-safe.
/// </summary>
sealed class RejectedFile(string path, (string Header, char Separator)? table, bool marksEncoding) : IDisposable
{
    readonly Lock _writing = new();
    StreamWriter? _writer;

    internal string Path { get; } = path;

    internal static string For(ImportOptions options, bool isJson)
    {
        var extension = isJson ? ".rejected.ndjson" : ".rejected.csv";
        return options.Rejected ?? (options.File == "-" ? "stdin" + extension : options.File + extension);
    }

    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    internal void Add(IReadOnlyList<SourceLine> lines, string reason)
    {
        lock (_writing)
        {
            try
            {
                _writer ??= Open();
                foreach (var line in lines)
                {
                    _writer.WriteLine(table is { Separator: var separator } ? Csv(line, reason, separator) : Json(line, reason));
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, $"{Path} cannot be written: {error.Message} Give another place with --rejected.", error);
            }
        }
    }

    public void Dispose() => _writer?.Dispose();

    StreamWriter Open()
    {
        var writer = new StreamWriter(Path, append: false, new UTF8Encoding(marksEncoding)) { NewLine = "\n" };
        if (table is { } columns)
        {
            writer.WriteLine(string.Join(columns.Separator, "rejected_line", "rejected_reason", columns.Header));
        }

        return writer;
    }

    static string Csv(SourceLine line, string reason, char separator) =>
        string.Join(separator, line.Number, $"\"{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", line.Text);

    static string Json(SourceLine line, string reason) => JsonSerializer.Serialize(new { line = line.Number, reason, text = line.Text });
}
