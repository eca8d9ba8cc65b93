using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Access;

/// <summary>
/// The keys that open something now: those of the key file, followed while the host runs, and those of configuration.
/// While the key file cannot be read the last good keys stay in force and the log says why.
/// </summary>
public sealed partial class KeyRing(IOptions<AccessOptions> access, TimeProvider time, ILogger<KeyRing> logger) : BackgroundService
{
    const int MaxKeyBytes = 512;

    readonly KeyFile _file = new(access.Value.KeysFile, time);
    FrozenDictionary<long, HashedKey> _keys = FrozenDictionary<long, HashedKey>.Empty;
    (DateTime WrittenUtc, long Length)? _stamp;

    /// <summary>The caller a key stands for, or null. Only hashes are looked up and compared, the whole of them in constant time.</summary>
    public Caller? Find(ReadOnlySpan<char> key)
    {
        Span<byte> text = stackalloc byte[MaxKeyBytes];
        if (!Encoding.UTF8.TryGetBytes(key, text, out var length))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return Volatile.Read(ref _keys).TryGetValue(SlotOf(hash), out var found) && CryptographicOperations.FixedTimeEquals(found.Hash, hash)
            ? found.Caller
            : null;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _stamp = _file.ReadStamp();
        Load();
        if (_keys.Count == 0)
        {
            LogNoKeys(_file.Path);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(access.Value.KeyReload, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var current = _file.ReadStamp();
                if (current != _stamp)
                {
                    Load();
                    _stamp = current;
                }
            }
            catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                LogUnreadable(error, _file.Path);
            }
        }
    }

    void Load()
    {
        var loaded = new Dictionary<long, HashedKey>();
        foreach (var key in _file.Read().Where(key => key.RevokedAt is null))
        {
            Add(key.Hash, new Caller(key.Name, SetOf(key.Scopes), key.Stores is null ? null : SetOf(key.Stores)));
        }

        foreach (var key in access.Value.Keys)
        {
            Add(ApiKey.HashOf(key.ReadText()), new Caller(key.Name, SetOf(key.ScopeList), key.StoreList is { Count: > 0 } stores ? SetOf(stores) : null));
        }

        Volatile.Write(ref _keys, loaded.ToFrozenDictionary());
        LogLoaded(loaded.Count);

        void Add(string hex, Caller caller)
        {
            var hash = Convert.FromHexString(hex);
            loaded[SlotOf(hash)] = new HashedKey(hash, caller);
        }
    }

    static long SlotOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64LittleEndian(hash);

    static FrozenSet<string> SetOf(IEnumerable<string> names) => names.ToFrozenSet(StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} API keys in force")]
    partial void LogLoaded(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No API key exists, so nobody can call. Make one: gadgetsales keys create --name NAME --scope sales:write (key file {Path})")]
    partial void LogNoKeys(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The key file {Path} cannot be read; the keys read before stay in force")]
    partial void LogUnreadable(Exception error, string path);

    sealed record HashedKey(byte[] Hash, Caller Caller);
}
