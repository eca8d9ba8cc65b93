using System.Collections.Frozen;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Stores;

namespace GadgetSales.Api.Stores;

/// <summary>
/// The stores as this process knows them. What was said of them is held in memory, because sales are read by it: written through when it changes here, and read
/// again every few seconds for what changed elsewhere. What they sold is asked of the lake.
/// </summary>
public sealed partial class StoreDirectory(ILedgerNotes notes, ILakeReader lake, TimeProvider time, ILogger<StoreDirectory> logger) : BackgroundService, IStoreClocks
{
    static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(15);
    static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan ActivityLasts = TimeSpan.FromMinutes(1);

    // A store that was closed for its holidays still runs; one that was closed for good must not hold the day back.
    const int LiveDays = 35;

    // Lists of a distributed store follow within about a second.
    static readonly TimeSpan ListLag = TimeSpan.FromSeconds(10);

    readonly Lock _gate = new();
    FrozenDictionary<string, StoreClock>? _clocks;
    long? _putAt;
    IReadOnlyList<StoreSettings> _settings = [];
    LiveActivity? _activity;
    bool _failing;

    /// <exception cref="LedgerUnavailableException">The stores were not read yet: a sale taken now might get the wrong date for ever.</exception>
    public StoreClock? Of(string storeId) => (Volatile.Read(ref _clocks) ?? throw Unread()).GetValueOrDefault(storeId);

    /// <summary>The clocks of the stores that were described; none while they were not read.</summary>
    public IReadOnlyDictionary<string, StoreClock> Described => Volatile.Read(ref _clocks) ?? FrozenDictionary<string, StoreClock>.Empty;

    /// <summary>When the described stores sell.</summary>
    public IReadOnlyList<StoreLife> Lives => [.. _settings.Where(each => each.OpenedOn is not null || each.ClosedOn is not null).Select(each => new StoreLife(each.StoreId, each.OpenedOn, each.ClosedOn))];

    /// <summary>Durable when it returns, and used for sales that arrive here from then on; by other processes within 15 seconds.</summary>
    public async ValueTask PutAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        await notes.ReplaceAsync(StoreSettingsJson.ToNote(settings), cancellationToken);
        lock (_gate)
        {
            // Where nothing was read yet, one store would pass for all: the next reading has it too.
            if (_clocks is not null)
            {
                _putAt = time.GetTimestamp();
                Hold([.. _settings.Where(other => other.StoreId != settings.StoreId), settings]);
            }
        }
    }

    /// <summary>The stores that sold something or were described, by store id.</summary>
    /// <param name="stores">Only these; null for all.</param>
    /// <param name="cancellationToken">Stops the lake's work.</param>
    public async ValueTask<IReadOnlyList<KnownStore>> ReadAsync(IReadOnlyCollection<string>? stores, CancellationToken cancellationToken)
    {
        var activity = RegisterActivity.Read(await lake.QueryAsync(RegisterActivity.Question(stores), cancellationToken));
        return KnownStore.Join(await ReadSettingsAsync(stores, cancellationToken), activity);
    }

    /// <summary>The stores that sold something in the last weeks, from what the lake said at most a minute ago: those whose clocks matter now.</summary>
    public async ValueTask<IReadOnlyList<KnownStore>> ReadLiveAsync(DateOnly today, CancellationToken cancellationToken)
    {
        if (_activity is not { } held || held.Today != today || time.GetElapsedTime(held.At) > ActivityLasts)
        {
            var rows = RegisterActivity.Read(await lake.QueryAsync(RegisterActivity.Question(stores: null, today.AddDays(-LiveDays)), cancellationToken));
            _activity = held = new LiveActivity(time.GetTimestamp(), today, rows);
        }

        return [.. KnownStore.Join(_settings, held.Rows).Where(store => store.Registers.Count > 0)];
    }

    /// <summary>Sales are taken once the stores are read; a store of sales that cannot be reached does not keep the service from starting.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(RefreshAsync(cancellationToken), Task.Delay(StartPatience, TimeProvider.System, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RefreshInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RefreshAsync(stoppingToken);
        }
    }

    /// <summary>One store is found as it was put; a list may come a second later.</summary>
    async ValueTask<IEnumerable<StoreSettings>> ReadSettingsAsync(IReadOnlyCollection<string>? stores, CancellationToken cancellationToken)
    {
        if (stores is { Count: 1 })
        {
            return await notes.FindAsync(NoteKind.Store, stores.First(), cancellationToken) is { } note ? [StoreSettingsJson.Read(note)] : [];
        }

        var all = await StoreSettingsJson.ReadAllAsync(notes, cancellationToken);
        return all.Where(each => stores is null || stores.Contains(each.StoreId, StringComparer.Ordinal));
    }

    async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            var read = await StoreSettingsJson.ReadAllAsync(notes, stoppingToken);
            lock (_gate)
            {
                // The list may lag behind what was put here a moment ago.
                if (_putAt is null || time.GetElapsedTime(_putAt.Value) > ListLag)
                {
                    Hold(read);
                }
            }

            _failing = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (!_failing)
            {
                LogUnread(error);
            }

            _failing = true;
        }
    }

    void Hold(IReadOnlyList<StoreSettings> settings)
    {
        _settings = settings;
        Volatile.Write(ref _clocks, settings.ToFrozenDictionary(each => each.StoreId, StoreClock.Of, StringComparer.Ordinal));
    }

    static LedgerUnavailableException Unread() => new("stores_unread", "What is known of the stores could not be read yet: try again shortly.", TimeSpan.FromSeconds(5));

    sealed record LiveActivity(long At, DateOnly Today, IReadOnlyList<RegisterActivity> Rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings of stores could not be read; what was read before stays in use")]
    partial void LogUnread(Exception error);
}
