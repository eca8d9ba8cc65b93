using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Embedded;

/// <summary>Section <c>Embedded</c>: where the embedded store keeps its files.</summary>
public sealed class EmbeddedOptions
{
    public const string Section = "Embedded";

    /// <summary>Folder of the ledger, the lake and the keys; made when absent. A relative path starts at the working directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The ledger: every sale, and the source from which the lake can always be rebuilt.</summary>
    public string LedgerPath => Path.Combine(DataDirectory, "ledger.db");

    /// <summary>The lake: facts for analysis.</summary>
    public string LakePath => Path.Combine(DataDirectory, "lake.duckdb");

    /// <summary>The hashes of the API keys.</summary>
    public string KeysPath => Path.Combine(DataDirectory, "keys.json");
}
