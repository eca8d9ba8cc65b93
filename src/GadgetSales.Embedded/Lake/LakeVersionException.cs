namespace GadgetSales.Embedded.Lake;

/// <summary>The lake's file was written by a newer version of this program. Waiting does not help: the operator must act.</summary>
public sealed class LakeVersionException(string refusal)
    : Exception($"{refusal}. Run the newer program, or move the file away: the lake is then rebuilt from the ledger.");
