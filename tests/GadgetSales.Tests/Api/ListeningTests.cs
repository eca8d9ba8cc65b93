using GadgetSales.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Tests.Api;

/// <summary>Where the service listens, by each of the ways that an ASP.NET Core service is told.</summary>
[Slow]
public sealed class ListeningTests : IDisposable
{
    static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0")]
    [InlineData("DOTNET_URLS", "http://127.0.0.1:0")]
    [InlineData("Urls", "http://127.0.0.1:0")]
    [InlineData("Kestrel__Endpoints__Tills__Url", "http://127.0.0.1:0")]
    public async Task The_service_listens_where_an_environment_variable_says(string variable, string address)
    {
        await using var service = Start((variable, address));

        Assert.NotEqual(5080, (await service.AddressAsync()).Port);
    }

    [Theory]
    [InlineData("--urls")]
    [InlineData("--Kestrel:Endpoints:Tills:Url")]
    public async Task The_command_line_outranks_the_environment(string argument)
    {
        await using var service = Start(("ASPNETCORE_URLS", "http://shop.example.com:1"), argument, "http://127.0.0.1:0");

        Assert.NotEqual(5080, (await service.AddressAsync()).Port);
    }

    [Fact]
    public async Task With_keys_ports_are_listened_on_at_every_address()
    {
        await using var service = Start(("ASPNETCORE_HTTP_PORTS", "0"), "--Auth:Mode", "ApiKeys");

        await Eventually.TrueAsync(() => service.Output.Contains("Now listening on: http://[::]:", StringComparison.Ordinal), "the service listens on every address");
        Assert.DoesNotContain(":5080", service.Output, StringComparison.Ordinal);
    }

    /// <summary>Somebody else may have the port; then the service says so.</summary>
    [Fact]
    public async Task Where_nothing_is_said_it_is_port_5080_of_this_machine()
    {
        await using var service = Start(("Store", "Embedded"));

        await Eventually.TrueAsync(() => LocalNames.Any(name => service.Output.Contains($"http://{name}:5080", StringComparison.Ordinal)), "port 5080 is tried");
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0", "http://0.0.0.0:0")]
    [InlineData("DOTNET_URLS", "http://*:0", "http://*:0")]
    [InlineData("Urls", "http://127.0.0.1:0;http://+:0", "http://+:0")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0", "http://*:0")]
    [InlineData("DOTNET_HTTP_PORTS", "0", "http://*:0")]
    [InlineData("Kestrel__Endpoints__Tills__Url", "http://[::]:0", "http://[::]:0")]
    public async Task In_open_mode_each_way_to_an_address_that_others_can_reach_is_refused(string variable, string value, string address)
    {
        await using var service = Start((variable, value));

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains($"Auth:Mode is Open, but {address} can be reached from other machines. Set Auth:Mode=ApiKeys", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP_PORTS", "eighty", "HTTP_PORTS=eighty is no port")]
    [InlineData("HTTPS_PORTS", "8080;99999", "HTTPS_PORTS=99999 is no port")]
    [InlineData("Urls", "http://localhost:five", "Urls=http://localhost:five is no address to listen on")]
    [InlineData("Kestrel:Endpoints:Tills:Protocols", "Http2", "Kestrel:Endpoints:Tills:Url= is no address to listen on")]
    public void What_cannot_be_listened_on_is_named(string key, string value, string told)
    {
        var error = Assert.Throws<StartRefusedException>(() => ListeningAddresses.Of(Settings((key, value))));

        Assert.StartsWith(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_outrank_addresses_and_addresses_outrank_ports()
    {
        var (endpoint, url, port) = (("Kestrel:Endpoints:Tills:Url", "http://127.0.0.1:1"), ("urls", "http://127.0.0.1:2"), ("http_ports", "3;4"));

        Assert.Equal(["http://127.0.0.1:1"], ListeningAddresses.Of(Settings(endpoint, url, port)));
        Assert.Equal(["http://127.0.0.1:2"], ListeningAddresses.Of(Settings(url, port)));
        Assert.Equal(["http://*:3", "http://*:4"], ListeningAddresses.Of(Settings(port)));
        Assert.Empty(ListeningAddresses.Of(Settings()));
    }

    ServiceProcess Start((string, string) variable, params string[] arguments) =>
        ServiceProcess.StartIn([variable, ("Embedded__DataDirectory", _folder.Path)], arguments);

    static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
