using GadgetSales.Core.Ledger;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

public sealed class SqliteNotesConformance : LedgerNotesConformance
{
    TestLedger _test = null!;

    protected override ILedgerNotes Notes => new SqliteNotes(_test.Ledger);

    public override async ValueTask InitializeAsync() => _test = await TestLedger.OpenAsync();

    public override ValueTask DisposeAsync() => _test.DisposeAsync();

    protected override async ValueTask ReopenAsync() => await _test.ReopenAsync();

    protected override Task ListedAsync(NoteKind kind, string list, int count) => Task.CompletedTask;
}

public sealed class SqliteLinksConformance : SaleLinksConformance
{
    TestLedger _test = null!;

    protected override ISalesLedger Ledger => _test.Ledger;

    protected override ISaleLinks Links => _test.Ledger;

    public override async ValueTask InitializeAsync() => _test = await TestLedger.OpenAsync();

    public override ValueTask DisposeAsync() => _test.DisposeAsync();
}
