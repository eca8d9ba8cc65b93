using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger.Steps;

/// <summary>How <c>ledger.db</c> came to be what it is, one file a step.</summary>
static class LedgerHistory
{
    public static readonly FileHistory Steps = new("ledger", SalesTable.Step, NotesTable.Step, ReturnsTable.Step, ExternalIds.Step);
}
