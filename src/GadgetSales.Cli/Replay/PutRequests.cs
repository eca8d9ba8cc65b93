using System.Globalization;
using System.Text.Json;

namespace GadgetSales.Cli.Replay;

/// <summary>
/// Writes records as the arguments of Kinesis PutRecords, <c>[{"Data":base64,"PartitionKey":…},…]</c>, each file within the limits of a request: 500 records and 5 MiB.
/// </summary>
sealed class PutRequests : IAsyncDisposable
{
    const int MaxRecords = 500;
    const int MaxBytes = 4_000_000;

    readonly string _directory;
    Utf8JsonWriter? _json;
    FileStream? _file;
    int _records;
    int _bytes;

    PutRequests(string directory) => _directory = directory;

    /// <summary>Files begun so far.</summary>
    internal int Count { get; private set; }

    /// <exception cref="IOException">The folder holds something, or cannot be made.</exception>
    internal static PutRequests In(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new IOException($"{directory} is not empty: give --to a new folder, so that no old request is sent again.");
        }

        Directory.CreateDirectory(directory);
        return new PutRequests(directory);
    }

    internal async Task AddAsync(string partitionKey, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (_json is not null && (_records == MaxRecords || _bytes + data.Length > MaxBytes))
        {
            await FinishAsync(cancellationToken);
        }

        if (_json is null)
        {
            Begin();
        }

        _json!.WriteStartObject();
        _json.WriteBase64String("Data"u8, data.Span);
        _json.WriteString("PartitionKey"u8, partitionKey);
        _json.WriteEndObject();
        await _json.FlushAsync(cancellationToken);
        _records++;
        _bytes += data.Length;
    }

    /// <summary>Completes the file at hand.</summary>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_json is null)
        {
            return;
        }

        _json.WriteEndArray();
        await _json.FlushAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_json is not null)
        {
            await _json.DisposeAsync();
            await _file!.DisposeAsync();
            _json = null;
        }
    }

    void Begin()
    {
        Count++;
        (_records, _bytes) = (0, 0);
        _file = File.Create(Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"put-records-{Count:00000}.json")));
        _json = new Utf8JsonWriter(_file);
        _json.WriteStartArray();
    }
}
