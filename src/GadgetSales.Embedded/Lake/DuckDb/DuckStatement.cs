using System.Text;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>A prepared statement. Values are bound, never pasted into its text.</summary>
public sealed unsafe class DuckStatement : IDisposable
{
    readonly StatementHandle _handle;

    DuckStatement(StatementHandle handle) => _handle = handle;

    internal static DuckStatement Prepare(DuckConnection connection, string sql)
    {
        var state = DuckDbNative.Prepare(connection.Handle, sql, out var handle);
        if (state == 0)
        {
            return new DuckStatement(handle);
        }

        var message = DuckDbNative.Text(DuckDbNative.PrepareError(handle));
        handle.Dispose();
        throw DuckDbException.Of(message);
    }

    /// <summary>Binds all parameters in order: string, long, int, <see cref="DateOnly"/> or <see cref="DateTime"/> (its clock reading, no zone).</summary>
    public void Bind(IReadOnlyList<object> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var state = Bind((ulong)i + 1, parameters[i]);
            if (state != 0)
            {
                throw new DuckDbException($"Parameter {i + 1} of {parameters.Count} does not fit the statement.", DuckDbFailure.Statement);
            }
        }
    }

    /// <summary>Runs to the end and keeps the rows, or fails.</summary>
    public DuckResult Execute()
    {
        var state = DuckDbNative.Execute(_handle, out var result);
        return DuckResult.Checked(result, state);
    }

    /// <summary>Starts and computes rows as they are read: what is not read is not computed.</summary>
    public DuckResult ExecuteStreaming()
    {
        var state = DuckDbNative.ExecuteStreaming(_handle, out var result);
        return DuckResult.Checked(result, state);
    }

    public void Dispose() => _handle.Dispose();

    int Bind(ulong index, object value) => value switch
    {
        string text => BindText(index, text),
        long number => DuckDbNative.BindBigint(_handle, index, number),
        int number => DuckDbNative.BindBigint(_handle, index, number),
        DateOnly date => DuckDbNative.BindDate(_handle, index, DuckDbTime.DaysOf(date)),
        DateTime time => DuckDbNative.BindTimestamp(_handle, index, DuckDbTime.MicrosecondsOf(time)),
        _ => throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}.", nameof(value)),
    };

    int BindText(ulong index, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* bytes = utf8)
        {
            // An empty array has no address, and a null pointer would bind NULL.
            byte none = 0;
            return DuckDbNative.BindVarchar(_handle, index, utf8.Length == 0 ? &none : bytes, (ulong)utf8.Length);
        }
    }
}
