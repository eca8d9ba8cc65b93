using System.Collections.Concurrent;

namespace GadgetSales.Import.Preview;

/// <summary>What became of the rows of one reading. Every counter can be read while others are counted up.</summary>
public sealed class ImportCounts
{
    readonly ConcurrentDictionary<string, (long Count, long FirstLine)> _skipped = new(StringComparer.Ordinal);
    long _lines;
    long _blank;
    long _headers;
    long _receipts;
    long _repeated;

    /// <summary>Lines with content, besides headers: lines of a table, sales of a file of documents.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    public long Blank => Interlocked.Read(ref _blank);

    /// <summary>Header rows after the first.</summary>
    public long Headers => Interlocked.Read(ref _headers);

    /// <summary>Receipts that were made of the lines, faulty ones included.</summary>
    public long Receipts => Interlocked.Read(ref _receipts);

    /// <summary>Lines that stood in the file before, with all of their receipt.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Rows that are no sales, by reason.</summary>
    public IReadOnlyDictionary<string, (long Count, long FirstLine)> Skipped => _skipped;

    internal void AddLine() => Interlocked.Increment(ref _lines);

    internal void AddBlank() => Interlocked.Increment(ref _blank);

    internal void AddHeader() => Interlocked.Increment(ref _headers);

    internal void AddReceipt(int repeated)
    {
        Interlocked.Increment(ref _receipts);
        Interlocked.Add(ref _repeated, repeated);
    }

    internal void AddSkipped(string reason, long line) => _skipped.AddOrUpdate(reason, (1, line), (_, skipped) => (skipped.Count + 1, skipped.FirstLine));
}
