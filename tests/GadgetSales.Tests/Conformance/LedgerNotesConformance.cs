using GadgetSales.Core.Ledger;

namespace GadgetSales.Tests.Conformance;

/// <summary>What every store of notes promises (<see cref="ILedgerNotes"/>).</summary>
public abstract class LedgerNotesConformance : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ILedgerNotes Notes { get; }

    /// <summary>Opens notes that hold nothing.</summary>
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Returns once lists show what was written.</summary>
    protected abstract Task ListedAsync(NoteKind kind, string list, int count);

    protected abstract ValueTask ReopenAsync();

    [Fact]
    public async Task A_note_that_was_written_is_found_also_after_the_store_was_opened_again()
    {
        var note = Note("Z:1", "LA-01", "2019-04-19");

        Assert.Null(await Notes.AddAsync(note, Stop));
        await ReopenAsync();

        Assert.Equal(note, await Notes.FindAsync(NoteKind.ZReport, "Z:1", Stop));
        Assert.Null(await Notes.FindAsync(NoteKind.ZReport, "Z:2", Stop));
        Assert.Null(await Notes.FindAsync(NoteKind.Store, "Z:1", Stop));
    }

    [Fact]
    public async Task A_note_is_added_once_and_the_second_gets_the_first()
    {
        var first = Note("Z:1", "LA-01", "2019-04-19");
        await Notes.AddAsync(first, Stop);

        var existing = await Notes.AddAsync(first with { Json = """{"other":1}""" }, Stop);

        Assert.Equal(first, existing);
        Assert.Equal(first, await Notes.FindAsync(NoteKind.ZReport, "Z:1", Stop));
    }

    [Fact]
    public async Task Of_many_that_add_the_same_note_at_once_one_writes_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            number => Task.Run(async () => await Notes.AddAsync(Note("Z:1", "LA-01", "2019-04-19") with { Json = $$"""{"n":{{number}}}""" }, Stop), Stop)));

        Assert.Single(answers, answer => answer is null);
        Assert.Single(answers.OfType<LedgerNote>().Distinct());
    }

    [Fact]
    public async Task A_note_that_is_replaced_is_what_was_written_last()
    {
        var note = Note("LA-01", "", "LA-01") with { Kind = NoteKind.Store };
        await Notes.ReplaceAsync(note, Stop);
        await Notes.ReplaceAsync(note with { Json = """{"name":"Zürich – 東京"}""" }, Stop);

        Assert.Equal("""{"name":"Zürich – 東京"}""", (await Notes.FindAsync(NoteKind.Store, "LA-01", Stop))!.Json);
        await ListedAsync(NoteKind.Store, "", 1);
        Assert.Single(await Notes.ListAsync(NoteKind.Store, "", "", "\U0010FFFF", Stop));
    }

    [Fact]
    public async Task A_list_holds_its_own_notes_between_two_places_in_their_order()
    {
        foreach (var (id, list, place) in new[] { ("c", "LA-01", "2019-04-20"), ("b", "LA-01", "2019-04-19"), ("a", "LA-01", "2019-04-19"), ("d", "LA-01", "2019-04-21"), ("e", "NY-02", "2019-04-19") })
        {
            await Notes.AddAsync(Note(id, list, place), Stop);
        }

        await Notes.AddAsync(Note("f", "LA-01", "2019-04-19") with { Kind = NoteKind.Explanation }, Stop);
        await ListedAsync(NoteKind.ZReport, "LA-01", 4);

        Assert.Equal(["a", "b", "c"], (await Notes.ListAsync(NoteKind.ZReport, "LA-01", "2019-04-19", "2019-04-20", Stop)).Select(note => note.Id));
        Assert.Empty(await Notes.ListAsync(NoteKind.ZReport, "LA-01", "2019-04-22", "2019-05-20", Stop));
    }

    [Fact]
    public async Task A_list_of_stores_holds_every_store_id_that_is_allowed()
    {
        string[] ids = ["#1", "LA/01", "a#b", "Łódź", "店"];
        foreach (var id in ids)
        {
            await Notes.ReplaceAsync(new LedgerNote(NoteKind.Store, id, "", id, "{}"), Stop);
        }

        await ListedAsync(NoteKind.Store, "", ids.Length);

        Assert.Equal(ids, (await Notes.ListAsync(NoteKind.Store, "", "", "\U0010FFFF", Stop)).Select(note => note.Id));
    }

    static LedgerNote Note(string id, string list, string place) => new(NoteKind.ZReport, id, list, place, """{"totalMinor":1}""");
}
