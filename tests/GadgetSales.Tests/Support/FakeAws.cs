using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Tests.Support;

/// <summary>
/// Where credentials come from and where they go, on one port of this machine: STS, the container's and the instance's metadata, the portal of single
/// sign-on, each with its own access key, and the services that the store calls, which keep who signed and for which region.
/// </summary>
sealed class FakeAws : IAsyncDisposable
{
    internal const string WebIdentity = "token-of-the-pod";
    internal const string ContainerToken = "token-of-the-container";
    internal const string PortalToken = "token-of-the-portal";
    internal const string InstanceRegion = "ap-southeast-2";

    const string InstanceToken = "token-of-the-instance";
    const string Expiry = "2099-01-01T00:00:00Z";

    readonly ConcurrentQueue<(string Service, string AccessKey, string Region)> _calls = new();
    WebApplication _server = null!;

    internal string Address => _server.Urls.First();

    /// <summary>Access key and region of every signed call of the store, each pair once.</summary>
    internal IEnumerable<(string AccessKey, string Region)> Signers => _calls.Select(call => (call.AccessKey, call.Region)).Distinct();

    internal IEnumerable<string> Services => _calls.Select(call => call.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    internal static async Task<FakeAws> StartAsync()
    {
        var aws = new FakeAws();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = aws._server = builder.Build();
        server.MapPost("/", aws.AnswerAsync);
        server.MapPut("/latest/api/token", () => InstanceToken);
        server.MapGet("/latest/meta-data/placement/region", (HttpRequest request) => OfInstance(request, InstanceRegion));
        server.MapGet("/latest/meta-data/iam/security-credentials/", (HttpRequest request) => OfInstance(request, "till"));
        server.MapGet("/latest/meta-data/iam/security-credentials/till", (HttpRequest request) => OfInstance(
            request, $$"""{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"INSTANCE","SecretAccessKey":"secret","Token":"session","Expiration":"{{Expiry}}"}"""));
        server.MapGet("/container", (HttpRequest request) => request.Headers.Authorization == ContainerToken
            ? Results.Text($$"""{"AccessKeyId":"CONTAINER","SecretAccessKey":"secret","Token":"session","Expiration":"{{Expiry}}"}""", "application/json")
            : Results.Unauthorized());
        server.MapGet("/federation/credentials", (HttpRequest request) => request.Headers["x-amz-sso_bearer_token"] == PortalToken
            ? Results.Text("""{"roleCredentials":{"accessKeyId":"PORTAL","secretAccessKey":"secret","sessionToken":"session","expiration":4070908800000}}""", "application/json")
            : Results.Unauthorized());
        await server.StartAsync();
        return aws;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    static IResult OfInstance(HttpRequest request, string text) =>
        request.Headers["X-aws-ec2-metadata-token"] == InstanceToken ? Results.Text(text) : Results.Unauthorized();

    async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return OfSecurityTokens(await request.ReadFormAsync());
        }

        var signature = request.Headers.Authorization.ToString();
        var scope = signature.Split("Credential=")[1].Split(',')[0].Split('/');
        _calls.Enqueue((scope[3], scope[0], scope[2]));
        var answer = request.Headers["X-Amz-Target"].ToString().Split('.')[^1] switch
        {
            "GetWorkGroup" => """{"WorkGroup":{"Name":"gadgetsales","State":"ENABLED"}}""",
            "GetMetricData" => """{"MetricDataResults":[]}""",
            _ => "{}",
        };
        return Results.Text(answer, "application/x-amz-json-1.0");
    }

    /// <summary>A role for who proves to be somebody: by the pod's token, or by keys that sign.</summary>
    static IResult OfSecurityTokens(IFormCollection form)
    {
        var action = form["Action"].ToString();
        return action == "AssumeRole" || form["WebIdentityToken"] == WebIdentity
            ? Results.Text($"""
                <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>
                <AccessKeyId>{(action == "AssumeRole" ? "ROLE" : "POD")}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken><Expiration>{Expiry}</Expiration>
                </Credentials></{action}Result></{action}Response>
                """, "text/xml")
            : Results.Unauthorized();
    }
}
