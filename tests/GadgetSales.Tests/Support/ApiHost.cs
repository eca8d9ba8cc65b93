using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GadgetSales.Tests.Support;

/// <summary>
/// The service as it ships, on Kestrel at a free port of 127.0.0.1, with its own new data directory. Settings are configuration keys such as
/// <c>("Auth:Mode", "ApiKeys")</c>; the services can be changed where a test needs to (a broken ledger, a clock).
/// </summary>
public sealed class ApiHost : IAsyncDisposable
{
    readonly TempDirectory _ownFolder = new();
    readonly Factory _factory;

    ApiHost(string? dataDirectory, Action<IServiceCollection>? services, (string Key, string Value)[] settings)
    {
        DataDirectory = dataDirectory ?? _ownFolder.Path;
        _factory = new Factory(DataDirectory, services, settings);
        Client = _factory.CreateClient();
    }

    public string DataDirectory { get; }

    /// <summary>Calls the host; it sends no key.</summary>
    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _factory.Services;

    public static ApiHost Start(params (string Key, string Value)[] settings) => new(null, null, settings);

    public static ApiHost Start(Action<IServiceCollection> services, params (string Key, string Value)[] settings) => new(null, services, settings);

    /// <summary>Starts on a data directory that outlives the host.</summary>
    public static ApiHost StartIn(string dataDirectory, params (string Key, string Value)[] settings) => new(dataDirectory, null, settings);

    public static ApiHost StartIn(string dataDirectory, Action<IServiceCollection> services, params (string Key, string Value)[] settings) => new(dataDirectory, services, settings);

    /// <summary>Starts in ApiKeys mode.</summary>
    public static ApiHost StartWithKeys(params (string Key, string Value)[] settings) => Start([("Auth:Mode", "ApiKeys"), ("Auth:KeyReload", "00:00:00.050"), .. settings]);

    /// <summary>Makes a key in the key file of the host's data directory and a client that sends it once the host has taken it in.</summary>
    public async Task<HttpClient> CreateClientWithKeyAsync(string[] scopes, string[]? stores = null)
    {
        var (id, text) = ApiKey.Create();
        var stored = new StoredKey(id, "test " + id, ApiKey.HashOf(text), scopes, stores, TimeProvider.System.GetUtcNow());
        await new KeyFile(Path.Combine(DataDirectory, "keys.json"), TimeProvider.System).AddAsync(stored, default);
        var ring = Services.GetRequiredService<KeyRing>();
        await Eventually.TrueAsync(() => ring.Find(text) is not null, "the key file was read again");
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }

    /// <summary>Stops the host as SIGTERM does, and waits for it.</summary>
    public Task StopAsync() => _factory.Services.GetRequiredService<IHost>().StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        _ownFolder.Dispose();
    }

    // Any public type of the service names its assembly; Program is ambiguous, because the command line has one too.
    sealed class Factory : WebApplicationFactory<AccessRule>
    {
        readonly string _dataDirectory;
        readonly Action<IServiceCollection>? _services;
        readonly (string Key, string Value)[] _settings;

        public Factory(string dataDirectory, Action<IServiceCollection>? services, (string Key, string Value)[] settings)
        {
            _dataDirectory = dataDirectory;
            _services = services;
            _settings = settings;
            UseKestrel();
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            // By setting, not by UseKestrel(0): that changes the addresses while Program may already listen.
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("Embedded:DataDirectory", _dataDirectory);
            builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
            foreach (var (key, value) in _settings)
            {
                builder.UseSetting(key, value);
            }

            if (_services is not null)
            {
                builder.ConfigureServices(_services);
            }
        }
    }
}
