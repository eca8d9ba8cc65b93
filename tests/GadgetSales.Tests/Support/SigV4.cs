using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GadgetSales.Tests.Support;

/// <summary>Verifies Signature Version 4 as a service does, without the SDK that made it.</summary>
static class SigV4
{
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Why the service would refuse the request, null when it would not.</summary>
    internal static string? FindFault(HttpRequest request, byte[] body, string service, string accessKey, string secretKey, DateTimeOffset now)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            return "The request is not signed.";
        }

        var parts = header[17..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        if (parts["Credential"].Split('/') is not [var key, var day, var region, var scope, "aws4_request"] || key != accessKey || scope != service)
        {
            return $"The credential {parts["Credential"]} is not of {service}.";
        }

        var date = request.Headers["x-amz-date"].ToString();
        var signedAt = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((signedAt - now).Duration() > Tolerance || !date.StartsWith(day, StringComparison.Ordinal))
        {
            return $"Signature expired: {date}.";
        }

        var signed = parts["SignedHeaders"].Split(';');
        string[] required = ["host", "x-amz-date", "x-amz-target"];
        if (required.Except(signed).FirstOrDefault() is { } unsigned)
        {
            return $"The header {unsigned} is not signed.";
        }

        var headers = string.Concat(signed.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{request.Path}\n\n{headers}\n{parts["SignedHeaders"]}\n{Hex(SHA256.HashData(body))}";
        var text = $"AWS4-HMAC-SHA256\n{date}\n{day}/{region}/{scope}/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signingKey = new[] { day, region, scope, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), Sign);
        return Hex(Sign(signingKey, text)) == parts["Signature"] ? null : "The signature does not match.";
    }

    static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
