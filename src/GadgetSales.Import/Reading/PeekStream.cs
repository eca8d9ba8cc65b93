namespace GadgetSales.Import.Reading;

/// <summary>A forward stream whose beginning can be looked at before it is read, and which counts what was taken from it.</summary>
sealed class PeekStream(Stream inner) : Stream
{
    byte[] _peeked = [];
    int _given;
    long _taken;

    /// <summary>Bytes taken from the inner stream so far; safe to read from another thread.</summary>
    internal long Taken => Interlocked.Read(ref _taken);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Up to so many bytes from the start; only before the first read.</summary>
    internal ReadOnlySpan<byte> Peek(int count)
    {
        var buffer = new byte[count];
        var length = inner.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
        _peeked = buffer[..length];
        Interlocked.Add(ref _taken, length);
        return _peeked;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given < _peeked.Length)
        {
            var length = Math.Min(buffer.Length, _peeked.Length - _given);
            _peeked.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        var read = inner.Read(buffer);
        Interlocked.Add(ref _taken, read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
