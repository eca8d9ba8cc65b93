using System.Globalization;
using System.Net;

namespace GadgetSales.Api.Access;

/// <summary>
/// Where the service is told to listen, by the settings of every ASP.NET Core service: <c>Kestrel:Endpoints</c>, else <c>Urls</c> (ASPNETCORE_URLS,
/// DOTNET_URLS, --urls), else <c>HTTP_PORTS</c> and <c>HTTPS_PORTS</c> on every address. The first of them that is there counts alone.
/// </summary>
public static class ListeningAddresses
{
    public const string Default = "http://localhost:5080";

    /// <summary>The addresses in force; none when nothing is said.</summary>
    /// <exception cref="StartRefusedException">One of them is no address or no port.</exception>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        (string Key, string Address)[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"] ?? ""))];
        (string Key, string Address)[] urls = [.. ListOf(configuration, WebHostDefaults.ServerUrlsKey).Select(url => ("Urls", url))];
        var inForce = endpoints.Length > 0 ? endpoints : urls.Length > 0 ? urls
            : [.. OnPorts(configuration, WebHostDefaults.HttpPortsKey, "http"), .. OnPorts(configuration, WebHostDefaults.HttpsPortsKey, "https")];
        foreach (var (key, address) in inForce)
        {
            Loopback.Parse(address, key);
        }

        return [.. inForce.Select(each => each.Address)];
    }

    static IEnumerable<(string Key, string Address)> OnPorts(IConfiguration configuration, string key, string scheme) =>
        ListOf(configuration, key).Select(port => ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? (key, $"{scheme}://*:{port}")
            : throw new StartRefusedException($"{key.ToUpperInvariant()}={port} is no port. Write numbers up to {IPEndPoint.MaxPort}, such as 8080, separated by semicolons."));

    static string[] ListOf(IConfiguration configuration, string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
