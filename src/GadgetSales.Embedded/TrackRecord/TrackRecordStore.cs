using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>The track record's file, opened when it is first needed and used by one caller at a time.</summary>
public sealed class TrackRecordStore(IOptions<EmbeddedOptions> embedded) : IDisposable
{
    readonly SemaphoreSlim _gate = new(1, 1);
    TrackRecordFile? _file;

    internal async Task<T> UseAsync<T>(Func<TrackRecordFile, T> use, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return use(_file ??= TrackRecordFile.Open(embedded.Value.TrackRecordPath));
        }
        finally
        {
            _gate.Release();
        }
    }

    internal Task UseAsync(Action<TrackRecordFile> use, CancellationToken cancellationToken) => UseAsync(
        file =>
        {
            use(file);
            return true;
        },
        cancellationToken);

    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }
}
