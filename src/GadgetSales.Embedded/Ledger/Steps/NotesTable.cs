using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger.Steps;

/// <summary>Version 2: documents beside the sales (<see cref="Core.Ledger.ILedgerNotes"/>).</summary>
static class NotesTable
{
    public static readonly FileStep Step = new("the table of notes: stores, z-reports, explanations", """
        CREATE TABLE notes (
            kind  TEXT NOT NULL,
            id    TEXT NOT NULL,
            list  TEXT NOT NULL,
            place TEXT NOT NULL,
            json  TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notes_by_list ON notes (kind, list, place, id);
        """);
}
