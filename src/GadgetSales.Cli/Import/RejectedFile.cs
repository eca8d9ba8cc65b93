using System.Text.Json;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary>
/// The lines that did not become recorded sales, with the reason. Made when there is a first one. A CSV file keeps the columns, so that it can be
/// corrected and imported; all lines of a sale are in it together. Thread-safe.
/// </summary>
sealed class RejectedFile(string path) : IDisposable
{
    readonly Lock _writing = new();
    StreamWriter? _writer;
    string? _header;
    char _delimiter = ',';

    internal string Path { get; } = path;

    /// <summary>Says that the lines are those of a CSV file with this header row.</summary>
    internal void BeginCsv(string header, char delimiter)
    {
        _header = header;
        _delimiter = delimiter;
    }

    internal static string For(ImportSettings settings, bool ndjson)
    {
        var extension = ndjson ? ".rejected.ndjson" : ".rejected.csv";
        return settings.Rejected ?? (settings.File == "-" ? "stdin" + extension : settings.File + extension);
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
                    _writer.WriteLine(_header is null ? Json(line, reason) : Csv(line, reason));
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
        var writer = new StreamWriter(Path, append: false) { NewLine = "\n" };
        if (_header is not null)
        {
            writer.WriteLine(string.Join(_delimiter, "rejected_line", "rejected_reason", _header));
        }

        return writer;
    }

    string Csv(SourceLine line, string reason) =>
        string.Join(_delimiter, line.Number, $"\"{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", line.Text);

    static string Json(SourceLine line, string reason) => JsonSerializer.Serialize(new { line = line.Number, reason, text = line.Text });
}
