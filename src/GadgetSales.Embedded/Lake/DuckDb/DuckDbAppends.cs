using DuckDB.NET.Data;

namespace GadgetSales.Embedded.Lake.DuckDb;

static class DuckDbAppends
{
    /// <summary>
    /// Appends a row for each item within the connection's transaction, which is to be rolled back when this fails. <paramref name="write"/>
    /// sets every column of the table, in order.
    /// </summary>
    /// <exception cref="DuckDBException">A value does not fit its column.</exception>
    internal static void Append<T>(
        this DuckDBConnection connection, string? catalog, string table, IEnumerable<T> items, Action<IDuckDBAppenderRow, T> write)
    {
        var rows = connection.CreateAppender(catalog, schema: null, table);
        try
        {
            foreach (var item in items)
            {
                rows.AppendRow(item, write);
            }

            rows.Close();
        }
        catch
        {
            Discard(rows);
            throw;
        }
    }

    /// <summary>Closing flushes what is left: it is cleared before, and the failure that led here is the one to report, not what closing finds.</summary>
    static void Discard(DuckDBAppender rows)
    {
        try
        {
            using (rows)
            {
                rows.Clear();
            }
        }
        catch (Exception error) when (error is DuckDBException or InvalidOperationException)
        {
            return;
        }
    }
}
