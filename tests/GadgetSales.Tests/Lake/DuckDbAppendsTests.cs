using DuckDB.NET.Data;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Tests.Lake;

public sealed class DuckDbAppendsTests : IDisposable
{
    readonly DuckDatabase _database = DuckDatabase.Open(path: null);
    readonly DuckDBConnection _connection;

    public DuckDbAppendsTests()
    {
        _connection = _database.Connect();
        _connection.Execute("CREATE TABLE numbers (number BIGINT NOT NULL CHECK (number < 9000))");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5000)]
    public void An_error_on_the_way_is_the_one_reported_and_no_row_comes_after_the_roll_back(int fails)
    {
        // Half of the rows break the check: what closing the appender finds must not hide why it was closed.
        var numbers = Enumerable.Range(0, fails + 1).Select(each => each == fails ? throw new TimeoutException() : 8000L + each);

        Assert.Throws<TimeoutException>(() => InTransaction(() => Append(numbers)));

        Assert.Equal(0, CountAfterCollection());
    }

    [Fact]
    public void An_error_while_a_row_is_written_is_the_one_reported_and_no_row_comes_after_the_roll_back()
    {
        Assert.Throws<TimeoutException>(() => InTransaction(() => _connection.Append(
            catalog: null, "numbers", [1L, 2L, 3L], (row, number) => row.AppendValue(number == 3 ? throw new TimeoutException() : number))));

        Assert.Equal(0, CountAfterCollection());
    }

    [Fact]
    public void A_value_that_does_not_fit_is_told_by_its_kind()
    {
        var error = Assert.Throws<DuckDBException>(() => InTransaction(() => Append([1L, 9001L])));

        Assert.Equal(DuckDbFailure.Value, error.Failure);
        Assert.Equal(0, CountAfterCollection());
    }

    [Fact]
    public void Rows_of_more_than_one_vector_are_all_there()
    {
        InTransaction(() => Append(Enumerable.Range(0, 5000).Select(number => (long)number)));

        Assert.Equal(5000, _connection.QueryNumber("SELECT count(DISTINCT number) FROM numbers"));
    }

    void Append(IEnumerable<long> numbers) => _connection.Append(catalog: null, "numbers", numbers, (row, number) => row.AppendValue(number));

    void InTransaction(Action work)
    {
        _connection.Execute("BEGIN");
        try
        {
            work();
            _connection.Execute("COMMIT");
        }
        catch
        {
            _connection.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>An appender that was forgotten would flush its rows when it is finalized.</summary>
    long? CountAfterCollection()
    {
#pragma warning disable RS0030 // The finalizer is what is tested.
        GC.Collect();
#pragma warning restore RS0030
        GC.WaitForPendingFinalizers();
        return _connection.QueryNumber("SELECT count(*) FROM numbers");
    }
}
