using System.Text;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Replay;

/// <summary>From error objects to requests for Kinesis.</summary>
sealed class ReplayRun(string from, string to, Terminal terminal)
{
    int _changes;
    int _rows;
    int _leftOut;

    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var requests = PutRequests.In(to);
            foreach (var (name, open) in Sources())
            {
                await using var source = open();
                await ReadAsync(name, source, requests, cancellationToken);
            }

            await requests.FinishAsync(cancellationToken);
            Write("changes", _changes);
            Write("finished rows", _rows);
            Write("left out", _leftOut);
            Write("requests", requests.Count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, error.Message, error);
        }

        return _leftOut == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }

    IEnumerable<(string Name, Func<Stream> Open)> Sources() => from == "-"
        ? [("standard input", terminal.OpenInput)]
        : Directory.Exists(from)
            ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, Opening(file)))
            : [(from, Opening(from))];

    static Func<Stream> Opening(string file) => () => File.OpenRead(file);

    async Task ReadAsync(string name, Stream source, PutRequests requests, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(source, Encoding.UTF8);
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            try
            {
                var record = FeedRecord.Of(ErrorLine.RawData(line));
                _ = record.IsRows ? _rows++ : _changes++;
                foreach (var part in record.Parts())
                {
                    await requests.AddAsync(record.PartitionKey, part, cancellationToken);
                }
            }
            catch (FormatException error)
            {
                _leftOut++;
                terminal.Error.MarkupLineInterpolated($"[yellow]{name}:{number} is left out: {error.Message}[/]");
            }
        }
    }

    void Write(string name, int count) => terminal.Out.WriteLine($"{name,-17}{Numbers.Text(count),12}");
}
