using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Embedded.Lake;

/// <summary>Section <c>Embedded:Lake</c>: what the lake may take of the machine.</summary>
public sealed class LakeOptions
{
    public const string Section = "Embedded:Lake";

    /// <summary>Memory for tables and queries, in MiB; what does not fit spills to disk. Absent: a quarter of the machine's (or container's), at least 256.</summary>
    [Range(64, 1_048_576)]
    public int? MemoryLimitMegabytes { get; set; }

    /// <summary>Threads that queries share. Absent: one for each core.</summary>
    [Range(1, 256)]
    public int? Threads { get; set; }

    /// <summary>Queries that run at the same time; more wait.</summary>
    [Range(1, 256)]
    public int MaxConcurrentQueries { get; set; } = 4;

    /// <summary>
    /// The write-ahead log is folded into the file at this size in MiB even when sales keep coming, which holds up new facts for a moment.
    /// Until then what it holds stays in memory too, uncompressed.
    /// </summary>
    [Range(64, 16_384)]
    public int CheckpointAtMegabytes { get; set; } = 64;

    internal IEnumerable<(string Name, string Value)> ToSettings()
    {
        var quarter = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / 1024 / 1024;
        yield return ("memory_limit", $"{MemoryLimitMegabytes ?? Math.Max(256, quarter)}MiB");
        yield return ("threads", $"{Threads ?? Environment.ProcessorCount}");
        yield return ("wal_autocheckpoint", $"{CheckpointAtMegabytes}MiB");
        yield return ("default_null_order", "nulls_last");

        // Queries are SQL: they must reach nothing but this file, and nothing may be fetched while the service runs.
        yield return ("enable_external_access", "false");
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
    }
}
