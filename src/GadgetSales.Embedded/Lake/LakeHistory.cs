using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// What changed in <c>lake.duckdb</c> from version to version. Steps only have a name: a file of an older version is rebuilt from the ledger,
/// which takes no longer than rewriting its columns would and cannot go wrong in another way.
/// </summary>
static class LakeHistory
{
    public static readonly FileHistory Steps = new("lake", new FileStep("one fact a line of a sale"), new FileStep("kinds, taxes, tips and payments"));
}
