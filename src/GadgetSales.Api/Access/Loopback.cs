using System.Net;

namespace GadgetSales.Api.Access;

/// <summary>Which names and addresses stay on this machine.</summary>
public static class Loopback
{
    /// <exception cref="StartRefusedException">It is no address to listen on.</exception>
    public static BindingAddress Parse(string address, string key = "Urls")
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            if (parsed.IsUnixPipe || parsed.IsNamedPipe || (parsed.Port is >= 0 and <= IPEndPoint.MaxPort && !HasMistakenPort(parsed.Host)))
            {
                return parsed;
            }
        }
        catch (FormatException)
        {
            // Told below, with the fix.
        }

        throw new StartRefusedException($"{key}={address} is no address to listen on. Write one such as {ListeningAddresses.Default}, with a port up to {IPEndPoint.MaxPort}.");
    }

    /// <summary>Of <c>http://localhost:five</c> the host is taken to be <c>localhost:five</c>, at port 80.</summary>
    static bool HasMistakenPort(string host) => host.Contains(':', StringComparison.Ordinal) && !host.EndsWith(']');

    public static bool IsLocalName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a listening address such as <c>http://localhost:5080</c> can be reached from this machine only; <c>*</c>, <c>+</c> and names count as no.</summary>
    public static bool IsLocalAddress(string address)
    {
        var parsed = Parse(address);
        return parsed.IsUnixPipe || parsed.IsNamedPipe || IsLocalName(parsed.Host);
    }
}
