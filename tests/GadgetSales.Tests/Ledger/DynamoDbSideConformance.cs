using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class DynamoDbNotesConformance : LedgerNotesConformance
{
    DynamoTable _table = null!;
    ILedgerNotes _notes = null!;

    protected override ILedgerNotes Notes => _notes;

    public override async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        await ReopenAsync();
    }

    public override ValueTask DisposeAsync() => _table.DisposeAsync();

    protected override ValueTask ReopenAsync()
    {
        _notes = _table.OpenNotes();
        return ValueTask.CompletedTask;
    }

    protected override Task ListedAsync(NoteKind kind, string list, int count) => Eventually.TrueAsync(
        async () => (await Notes.ListAsync(kind, list, "", "\U0010FFFF", Stop)).Count == count, "the index holds what the table holds");

    [Fact]
    public void A_note_and_the_marker_of_a_return_are_no_sales_to_whoever_reads_the_stream()
    {
        const string note = """
            {"sale_id":{"S":"#Store#LA-01"},"store_day":{"S":"#Store##notes"},"sold_at_sale_id":{"S":"LA-01#LA-01"},"note_id":{"S":"LA-01"},
             "note_list":{"M":{"list":{"S":""},"order":{"S":"LA-01"}}},"note_json":{"S":"{}"}}
            """;
        const string marker = """{"sale_id":{"S":"A:1#return#A:2"},"store_day":{"S":"A:1#returns"},"sold_at_sale_id":{"S":"A:2"}}""";

        Assert.Null(DynamoDbJson.ReadSale(System.Text.Encoding.UTF8.GetBytes(note)));
        Assert.Null(DynamoDbJson.ReadSale(System.Text.Encoding.UTF8.GetBytes(marker)));
    }
}

[Slow]
public sealed class DynamoDbLinksConformance : SaleLinksConformance
{
    DynamoTable _table = null!;
    ISalesLedger _ledger = null!;
    ISaleLinks _links = null!;

    protected override ISalesLedger Ledger => _ledger;

    protected override ISaleLinks Links => _links;

    public override async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        (_ledger, _links) = (_table.Open(), _table.OpenLinks());
    }

    public override ValueTask DisposeAsync() => _table.DisposeAsync();
}
