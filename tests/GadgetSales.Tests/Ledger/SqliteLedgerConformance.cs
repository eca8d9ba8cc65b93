using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

public sealed class SqliteLedgerConformance : LedgerListConformance
{
    TestLedger _test = null!;

    protected override ISalesLedger Ledger => _test.Ledger;

    public override async ValueTask InitializeAsync() => _test = await TestLedger.OpenAsync();

    public override ValueTask DisposeAsync() => _test.DisposeAsync();

    protected override async ValueTask ReopenAsync() => await _test.ReopenAsync();
}
