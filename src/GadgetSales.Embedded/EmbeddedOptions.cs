using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Embedded;

/// <summary>Section <c>Embedded</c>: where the embedded store keeps its files.</summary>
public sealed class EmbeddedOptions
{
    public const string Section = "Embedded";
    public const string DefaultDataDirectory = "data";

    /// <summary>Folder of the ledger and the lake, and of the keys unless <c>Auth:KeysFile</c> names another place; made when absent. A relative path starts at the working directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = DefaultDataDirectory;

    /// <summary>Sales that may wait for the disk before the ledger answers that it is overloaded. Default 20,000.</summary>
    [Range(1, 10_000_000)]
    public int LedgerQueueCapacity { get; set; } = 20_000;

    /// <summary>Megabytes of sales that may wait for the disk, as JSON. Default 64.</summary>
    [Range(1, 65_536)]
    public int LedgerQueueMegabytes { get; set; } = 64;

    /// <summary>Sales that share one commit at most; a larger batch has a commit of its own. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int LedgerCommitCapacity { get; set; } = 4_096;

    /// <summary>Megabytes of write-ahead log at which writing pauses shortly to start the log afresh. Default 64.</summary>
    [Range(1, 65_536)]
    public int LedgerWalMegabytes { get; set; } = 64;

    /// <summary>The ledger: every sale, and the source from which the lake can always be rebuilt.</summary>
    public string LedgerPath => Path.Combine(DataDirectory, "ledger.db");

    /// <summary>The lake: facts for analysis.</summary>
    public string LakePath => Path.Combine(DataDirectory, "lake.duckdb");

    /// <summary>The projections that were issued and what became of them.</summary>
    public string TrackRecordPath => Path.Combine(DataDirectory, "track-record.db");
}
