using System.Globalization;
using System.Text.Json;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;
using GadgetSales.Import.Receipts;

namespace GadgetSales.Cli.Import;

/// <summary>
/// The list of what one import recorded, one sale a line: what <c>import undo</c> needs. Made before the first sale is posted, and written out after each
/// answer, so that a run that is killed leaves the list of all but its last answers. Without sales it goes away. Thread-safe.
/// </summary>
sealed class RecordedFile : IDisposable
{
    internal const string Extension = ".recorded";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly Lock _writing = new();
    readonly StreamWriter _writer;
    bool _any;

    RecordedFile(string path, StreamWriter writer) => (Path, _writer) = (path, writer);

    internal string Path { get; }

    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    internal static RecordedFile Begin(ImportOptions options, string rejectedPath, TimeProvider time)
    {
        var run = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var name = options.File == "-" ? "stdin" : System.IO.Path.GetFileName(options.File);
        var path = options.Recorded ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(rejectedPath) ?? "", $"{name}.{run}{Extension}");
        try
        {
            return new RecordedFile(path, new StreamWriter(path, append: true) { NewLine = "\n" });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be written: {error.Message} Give another place for the list of what is recorded with --recorded.", error);
        }
    }

    internal void Add(IReadOnlyList<PendingSale> sales)
    {
        lock (_writing)
        {
            foreach (var sale in sales)
            {
                if (sale.Sale is { } identity)
                {
                    _writer.WriteLine(JsonSerializer.Serialize(identity, Json));
                    _any = true;
                }
            }

            _writer.Flush();
        }
    }

    /// <summary>The list of a run: its path, or the run's name where one list of it lies in the current folder.</summary>
    internal static string Find(string run) =>
        !File.Exists(run) && run.IndexOfAny(['/', '\\', '*', '?']) < 0 && Directory.GetFiles(".", $"*.{run}{Extension}") is [var only] ? only : run;

    /// <summary>The sales of a list.</summary>
    /// <exception cref="CommandFailedException">It is not there, or no such list.</exception>
    internal static IReadOnlyList<SaleIdentity> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<SaleIdentity>(line, Json)!)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} is not a list of recorded sales: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (!_any && new FileInfo(Path) is { Exists: true, Length: 0 } empty)
        {
            empty.Delete();
        }
    }
}
