using System.Net;

namespace GadgetSales.Api.Auth;

/// <summary>Which names and addresses stay on this machine.</summary>
public static class Loopback
{
    public static bool IsLocalName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a listening address such as <c>http://localhost:5080</c> can be reached from this machine only; <c>*</c>, <c>+</c> and names count as no.</summary>
    public static bool IsLocalAddress(string address)
    {
        var parsed = BindingAddress.Parse(address);
        return parsed.IsUnixPipe || parsed.IsNamedPipe || IsLocalName(parsed.Host);
    }
}
