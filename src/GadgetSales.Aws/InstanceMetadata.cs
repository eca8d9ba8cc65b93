using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Aws;

/// <summary>
/// The metadata service of an EC2 instance (IMDSv2), asked with the variables of the SDK: <c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c> and
/// <c>AWS_EC2_METADATA_DISABLED</c>. The SDK asks it for minutes where there is none; a service that starts cannot wait for that.
/// </summary>
sealed partial class InstanceMetadata(IConfiguration configuration)
{
    const string Usual = "http://169.254.169.254";
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    /// <summary>The region the instance is in, or null: after a second where there is no such service, after five where it keeps silent.</summary>
    public string? AskRegion()
    {
        if (bool.TryParse(configuration["AWS_EC2_METADATA_DISABLED"], out var disabled) && disabled)
        {
            return null;
        }

        var given = configuration["AWS_EC2_METADATA_SERVICE_ENDPOINT"];
        if (!Uri.TryCreate(string.IsNullOrEmpty(given) ? Usual : given, UriKind.Absolute, out var endpoint))
        {
            return null;
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ConnectPatience }) { BaseAddress = endpoint, Timeout = AnswerPatience };
        try
        {
            var token = Ask(client, HttpMethod.Put, "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
            var region = Ask(client, HttpMethod.Get, "/latest/meta-data/placement/region", "X-aws-ec2-metadata-token", token);
            return RegionName().IsMatch(region) ? region : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or FormatException)
        {
            // Not on EC2, or not allowed to ask: then a setting must name the region, and the start of the host says so.
            return null;
        }
    }

    static string Ask(HttpClient client, HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { header, value } } };
        using var answer = client.Send(request);
        using var text = new StreamReader(answer.EnsureSuccessStatusCode().Content.ReadAsStream());
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"\A[a-z]{2,4}(?:-[a-z0-9]+)+-[0-9]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RegionName();
}
