using System.IO.Compression;
using System.Text;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary>The file to import, plain or gzip (told by its first bytes), with how much of it was read.</summary>
sealed class InputFile : IDisposable
{
    readonly PeekStream _raw;
    readonly PeekStream _text;

    InputFile(Stream stream, long? length, InputFormat format)
    {
        Length = length;
        _raw = new PeekStream(stream);
        var zipped = _raw.Peek(2) is [0x1F, 0x8B];
        _text = new PeekStream(zipped ? new GZipStream(_raw, CompressionMode.Decompress) : _raw);
        var start = Encoding.UTF8.GetString(_text.Peek(4096)).TrimStart('\uFEFF');
        IsNdjson = format == InputFormat.Ndjson || (format == InputFormat.Auto && start.AsSpan().TrimStart().StartsWith('{'));
    }

    internal bool IsNdjson { get; }

    /// <summary>Bytes of the file as it lies on the disk; null for standard input.</summary>
    internal long? Length { get; }

    /// <summary>Bytes of those that were read.</summary>
    internal long Position => _raw.Taken;

    /// <exception cref="CommandFailedException">The file is not there, not readable or not gzip though it begins so.</exception>
    internal static InputFile Open(ImportSettings settings, Terminal terminal)
    {
        try
        {
            if (settings.File == "-")
            {
                return new InputFile(terminal.OpenInput(), null, settings.Format);
            }

            var file = new FileStream(settings.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16, FileOptions.SequentialScan);
            return new InputFile(file, file.Length, settings.Format);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{settings.File} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The content, unpacked. Read once.</summary>
    internal Stream Content => _text;

    public void Dispose()
    {
        _text.Dispose();
        _raw.Dispose();
    }
}
