using System.Net;

namespace GadgetSales.Api.Access;

/// <summary>
/// Open mode: everyone on this machine may do everything. A request must also come in on loopback and name a local host, which keeps out
/// web pages that point their own name at 127.0.0.1.
/// </summary>
public sealed class OpenCallers : ICallerSource
{
    string? _trustedHost;

    public (Caller? Caller, Problem? Refusal) Identify(HttpContext context)
    {
        var local = context.Connection.LocalIpAddress;
        return (local is null || IPAddress.IsLoopback(local)) && IsLocal(context.Request.Host)
            ? (Caller.Everyone, null)
            : (null, new Problem(ProblemKind.LocalOnly, "Set Auth:Mode to ApiKeys to serve other machines."));
    }

    bool IsLocal(HostString host)
    {
        if (string.Equals(host.Value, _trustedHost, StringComparison.Ordinal))
        {
            return true;
        }

        if (host.HasValue && !Loopback.IsLocalName(host.Host))
        {
            return false;
        }

        _trustedHost = host.Value;
        return true;
    }
}
