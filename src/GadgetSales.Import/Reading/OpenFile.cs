using System.IO.Compression;

namespace GadgetSales.Import.Reading;

/// <summary>One reading of a file, unpacked, with how much of it was read.</summary>
sealed class OpenFile : IDisposable
{
    /// <summary>What is looked at to tell the encoding, the separator and the header.</summary>
    const int StartBytes = 1 << 16;

    readonly PeekStream _raw;
    readonly PeekStream _content;
    readonly ZipArchive? _zip;

    /// <exception cref="InvalidDataException">The packed bytes are damaged.</exception>
    internal OpenFile(Stream stream, string name)
    {
        Length = stream.CanSeek ? stream.Length : null;
        _raw = new PeekStream(stream);
        var first = _raw.Peek(4);
        if (first is [0x1F, 0x8B, ..])
        {
            _content = new PeekStream(new GZipStream(_raw, CompressionMode.Decompress));
        }
        else if (first is [(byte)'P', (byte)'K', 3, 4])
        {
            var whole = new MemoryStream();
            _raw.CopyTo(whole);
            _zip = new ZipArchive(whole, ZipArchiveMode.Read);
            IsWorkbook = _zip.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase));
            whole.Position = 0;
            _content = new PeekStream(IsWorkbook ? whole : OnlyEntry(_zip, name).Open());
        }
        else
        {
            _content = new PeekStream(_raw);
        }

        var start = _content.Peek(StartBytes);
        IsWorkbook |= start is [0xD0, 0xCF, 0x11, 0xE0, ..];
        Start = start.ToArray();
    }

    /// <summary>The first bytes, unpacked.</summary>
    internal ReadOnlyMemory<byte> Start { get; }

    internal bool IsWorkbook { get; }

    /// <summary>Bytes of the file as it lies on the disk; null for standard input.</summary>
    internal long? Length { get; }

    /// <summary>Bytes of those that were read.</summary>
    internal long Position => _raw.Taken;

    internal Stream Content => _content;

    public void Dispose()
    {
        _content.Dispose();
        _zip?.Dispose();
        _raw.Dispose();
    }

    /// <summary>Folders, and what macOS puts beside each file, do not count.</summary>
    static ZipArchiveEntry OnlyEntry(ZipArchive zip, string name)
    {
        var entries = zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.Name.StartsWith('.') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        return entries.Count == 1
            ? entries[0]
            : throw new ImportRefusedException($"{name} holds {entries.Count} files ({string.Join(", ", entries.Take(5).Select(entry => entry.FullName))}): unpack it and import them one by one.");
    }
}
