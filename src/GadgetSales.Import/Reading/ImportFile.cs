namespace GadgetSales.Import.Reading;

/// <summary>
/// A file to import: plain, gzip or zip, told by its first bytes and never by its name. It is read several times, so what comes through a pipe is
/// kept in a temporary file, which goes away with this object.
/// </summary>
public sealed class ImportFile : IDisposable
{
    readonly Func<Stream> _open;
    readonly Stream? _kept;
    Stream? _once;

    ImportFile(string name, Func<Stream> open, Stream? kept = null, Stream? once = null) => (Name, _open, _kept, _once) = (name, open, kept, once);

    /// <summary>As a person calls it.</summary>
    public string Name { get; }

    /// <summary>Whether it can be opened again.</summary>
    internal bool IsRepeatable => _once is null;

    /// <summary>A file on a disk.</summary>
    public static ImportFile At(string path) =>
        new(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16, FileOptions.SequentialScan));

    /// <summary>A stream of which a copy is kept, so that it can be read again.</summary>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public static ImportFile Kept(string name, Stream stream)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
        stream.CopyTo(copy);
        copy.Flush();
        return new ImportFile(name, () => new FileStream(copy.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan), copy);
    }

    /// <summary>A stream that is read once, as it comes; only for reading without the check.</summary>
    public static ImportFile Once(string name, Stream stream) => new(name, () => throw new InvalidOperationException("The stream was read."), once: stream);

    /// <summary>Opens it from the start.</summary>
    /// <exception cref="ImportRefusedException">It is not there, not readable, or packed in a way that is not read.</exception>
    internal OpenFile Open()
    {
        try
        {
            var stream = Interlocked.Exchange(ref _once, null) ?? _open();
            return new OpenFile(stream, Name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ImportRefusedException($"{Name} cannot be read: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _kept?.Dispose();
        _once?.Dispose();
    }
}
