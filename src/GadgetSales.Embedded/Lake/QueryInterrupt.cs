using DuckDB.NET.Data;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// Interrupts the connection's work while the token is cancelled, again and again until disposed: an interrupt that comes between
/// two statements is lost.
/// </summary>
sealed class QueryInterrupt : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    readonly DuckDBConnection _connection;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    readonly CancellationTokenRegistration _registration;
    ITimer? _timer;
    bool _done;

    internal QueryInterrupt(DuckDBConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        _connection = connection;
        _time = time;
        _registration = cancellationToken.UnsafeRegister(static state => ((QueryInterrupt)state!).Start(), this);
    }

    /// <summary>After this no interrupt follows.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _done = true;
            _timer?.Dispose();
        }

        _registration.Dispose();
    }

    void Start()
    {
        lock (_gate)
        {
            if (!_done)
            {
                _timer = _time.CreateTimer(static state => ((QueryInterrupt)state!).Interrupt(), this, TimeSpan.Zero, Pause);
            }
        }
    }

    void Interrupt()
    {
        lock (_gate)
        {
            if (!_done)
            {
                _connection.NativeConnection.Interrupt();
            }
        }
    }
}
