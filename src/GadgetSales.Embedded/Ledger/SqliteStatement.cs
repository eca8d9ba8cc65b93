using System.Text;
using SQLitePCL;

namespace GadgetSales.Embedded.Ledger;

/// <summary>A prepared statement: bind from 1, step, read columns from 0, reset.</summary>
sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt statement) : IDisposable
{
    const int StackText = 512;

    public SqliteStatement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, double value)
    {
        database.Check(raw.sqlite3_bind_double(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? text)
    {
        if (text is null)
        {
            database.Check(raw.sqlite3_bind_null(statement, index));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = most <= StackText ? stackalloc byte[StackText] : new byte[most];
        return BindUtf8(index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    /// <summary>Text that is UTF-8 already, and not empty.</summary>
    public SqliteStatement BindUtf8(int index, ReadOnlySpan<byte> text)
    {
        database.Check(raw.sqlite3_bind_text(statement, index, text));
        return this;
    }

    public SqliteStatement BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        database.Check(raw.sqlite3_bind_blob(statement, index, bytes));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        database.Check(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for the next values.</summary>
    public void Execute()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public long GetInteger(int column) => raw.sqlite3_column_int64(statement, column);

    public double GetDouble(int column) => raw.sqlite3_column_double(statement, column);

    /// <summary>The bytes of a text or blob, valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>Ends the read: an unfinished statement would hold its snapshot, and with it the write-ahead log.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement); // repeats the error that the step reported

    public void Dispose() => statement.Dispose();
}
