using GadgetSales.Embedded.Ledger;
using GadgetSales.Embedded.Upgrade;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Upgrade;

public sealed class SqliteUpgradeTests : IDisposable
{
    static readonly FileStep People = new("people", "CREATE TABLE people (name TEXT); INSERT INTO people VALUES ('Ada')");
    static readonly FileStep Ages = new("ages", "ALTER TABLE people ADD COLUMN age INTEGER; UPDATE people SET age = 36");
    static readonly FileStep Broken = new("broken", "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)");

    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Steps_run_in_order_and_the_file_says_which_it_has_had()
    {
        using var file = SqliteDatabase.OpenReadWrite(_folder.File("a.db"));

        Assert.Equal([("people", 1), ("ages", 2)], Run(file, People, Ages));

        Assert.Equal((2, 36L), (SqliteUpgrade.VersionOf(file), file.QueryInteger("SELECT age FROM people")));
    }

    [Fact]
    public void A_file_has_each_step_once_and_later_only_what_it_lacks()
    {
        using var file = SqliteDatabase.OpenReadWrite(_folder.File("a.db"));
        Run(file, People);

        Assert.Equal([("ages", 2)], Run(file, People, Ages));
        Assert.Empty(Run(file, People, Ages));

        Assert.Equal(1, file.QueryInteger("SELECT count(*) FROM people"));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_file_as_the_step_before_left_it()
    {
        using var file = SqliteDatabase.OpenReadWrite(_folder.File("a.db"));

        Assert.Throws<SqliteFailure>(() => Run(file, People, Broken));

        Assert.Equal((1, 0L), (SqliteUpgrade.VersionOf(file), file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")));
        Assert.Equal([("ages", 2)], Run(file, People, Ages));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_with_both_versions()
    {
        var history = new FileHistory("ledger", People, Ages);

        Assert.Null(history.Refusal("x.db", 2));
        var refusal = history.Refusal("x.db", 7)!;

        Assert.Contains("x.db", refusal, StringComparison.Ordinal);
        Assert.Contains("schema 7", refusal, StringComparison.Ordinal);
        Assert.Contains("up to 2", refusal, StringComparison.Ordinal);
    }

    static List<(string Name, int Version)> Run(SqliteDatabase file, params FileStep[] steps)
    {
        var done = new List<(string, int)>();
        SqliteUpgrade.Run(file, new FileHistory("test", steps), (step, version) => done.Add((step.Name, version)));
        return done;
    }
}
