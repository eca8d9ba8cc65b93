namespace GadgetSales.Embedded.Lake;

/// <summary>The lake's file was written by a newer version of this program. Waiting does not help: the operator must act.</summary>
public sealed class LakeVersionException : Exception
{
    public LakeVersionException(string path, int found, int supported)
        : base($"The lake {path} has schema version {found}, and this program knows versions up to {supported}. "
            + "Run the newer program, or move the file away: the lake is then rebuilt from the ledger.")
    {
    }
}
