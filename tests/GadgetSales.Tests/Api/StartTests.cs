using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

[Slow]
public sealed class StartTests
{
    [Fact]
    public async Task Open_mode_on_an_address_others_can_reach_is_refused_with_the_fix()
    {
        using var folder = new TempDirectory();
        await using var service = ServiceProcess.Start("--Urls", "http://0.0.0.0:0", "--Embedded:DataDirectory", folder.Path);

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("Auth:Mode=ApiKeys", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_store_stops_the_start_and_names_those_there_are()
    {
        await using var service = ServiceProcess.Start("--Store", "Cloud9");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("Store=Cloud9 is unknown. Allowed: Embedded", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth:Mode", "Sesame", "Allowed: Open, ApiKeys")]
    [InlineData("Logging:Format", "Xml", "Allowed: Text, Json")]
    [InlineData("Limits:BufferedMegabytes", "1", "BufferedMegabytes")]
    [InlineData("Limits:Burst", "abc", "'abc' at 'Limits:Burst'")]
    [InlineData("Logging:LogLevel:Default", "Debug", "Set Serilog:MinimumLevel:Default to one of Verbose, Debug")]
    [InlineData("Serilog:MinimumLevel:Default", "Loud", "Serilog:MinimumLevel:Default=Loud is unknown. Allowed: Verbose, Debug")]
    [InlineData("Serilog:MinimumLevel:Override:GadgetSales", "Loud", "Serilog:MinimumLevel:Override:GadgetSales=Loud is unknown")]
    [InlineData("Serilog:WriteTo:Console:Name", "Gramophone", "Unable to find a method called Gramophone")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "foo", "OTEL_EXPORTER_OTLP_ENDPOINT=foo is no address")]
    [InlineData("Urls", "foo", "Urls=foo is no address to listen on")]
    [InlineData("Urls", "http://127.0.0.1:99999", "with a port up to 65535")]
    [InlineData("Auth:Keys:0:Key", "short", "Auth:Keys:0:Name is required.")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_and_is_named(string key, string value, string told)
    {
        using var folder = new TempDirectory();
        await using var service = ServiceProcess.Start("--Urls", "http://127.0.0.1:0", "--Embedded:DataDirectory", folder.Path, $"--{key}={value}");

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains(told, service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://127.8.8.8:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://unix:/run/gadgetsales.sock", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://shop.example.com:5080", false)]
    [InlineData("http://localhost.example.com:5080", false)]
    [InlineData("http://192.168.1.2:5080", false)]
    public void Only_addresses_of_this_machine_count_as_local(string address, bool local)
    {
        Assert.Equal(local, Loopback.IsLocalAddress(address));
    }

    [Fact]
    public async Task In_open_mode_a_request_under_another_name_is_refused()
    {
        await using var host = ApiHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/sales/any");
        request.Headers.Host = "attacker.example.com";

        await ProblemAssert.IsAsync(await host.Client.SendAsync(request), System.Net.HttpStatusCode.Forbidden, "local_only");
    }
}
