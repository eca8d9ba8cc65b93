using GadgetSales.Embedded.Lake;

namespace GadgetSales.Embedded.Feed;

/// <summary>Folds the lake's log into its file when no sales came for a while: while it runs, new facts would have to wait.</summary>
sealed class IdleCheckpoint(DuckDbLakeWriter lake, TimeSpan after, TimeProvider time)
{
    long _movedAt = time.GetTimestamp();
    bool _due;

    public void Moved()
    {
        _movedAt = time.GetTimestamp();
        _due = true;
    }

    public async ValueTask RestAsync(CancellationToken cancellationToken)
    {
        if (_due && time.GetElapsedTime(_movedAt) >= after)
        {
            _due = false;
            await lake.CheckpointAsync(cancellationToken);
        }
    }
}
