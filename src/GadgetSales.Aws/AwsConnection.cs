using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Aws;

/// <summary>
/// Where AWS is and who calls it, from the variables every AWS tool knows: <c>AWS_REGION</c> (or <c>AWS_DEFAULT_REGION</c>, or the region of the
/// profile), <c>AWS_PROFILE</c>, <c>AWS_ENDPOINT_URL</c>, <c>AWS_ENDPOINT_URL_DYNAMODB</c> and its like for one service, <c>AWS_ACCESS_KEY_ID</c>,
/// <c>AWS_SECRET_ACCESS_KEY</c> and <c>AWS_SESSION_TOKEN</c>. They are read through the configuration, so a setting of the same name does as well.
/// Without keys the SDK looks where it always does: web identity, profile, container role, instance role.
/// </summary>
public sealed class AwsConnection
{
    const string EndpointKey = "AWS_ENDPOINT_URL";

    readonly IConfiguration _configuration;

    public AwsConnection(IConfiguration configuration)
    {
        _configuration = configuration;
        Region = Read("AWS_REGION") ?? Read("AWS_DEFAULT_REGION") ?? RegionOfProfile();
    }

    /// <summary>The region's system name, such as <c>eu-central-1</c>; null when nothing names one.</summary>
    public string? Region { get; }

    /// <summary>The keys given, or null: then the SDK finds credentials by itself, when it first needs them.</summary>
    public AWSCredentials? Credentials => (Read("AWS_ACCESS_KEY_ID"), Read("AWS_SECRET_ACCESS_KEY"), Read("AWS_SESSION_TOKEN")) switch
    {
        ({ } id, { } secret, { } token) => new SessionAWSCredentials(id, secret, token),
        ({ } id, { } secret, null) => new BasicAWSCredentials(id, secret),
        _ => null,
    };

    /// <summary>The address that stands in for a service, or null for the region's own.</summary>
    /// <param name="service">As the standard variables spell it, such as <c>DYNAMODB</c> or <c>ATHENA</c>.</param>
    public string? EndpointOf(string service) => Read($"{EndpointKey}_{service}") ?? Read(EndpointKey);

    /// <summary>Gives a client's configuration its region, its endpoint and the SDK's standard retries.</summary>
    public void ApplyTo(ClientConfig config, string service)
    {
        config.RetryMode = RequestRetryMode.Standard;
        if (EndpointOf(service) is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = Region;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region);
        }
    }

    /// <summary>What is missing or wrong, in sentences that name the variable.</summary>
    internal IEnumerable<string> FindFaults()
    {
        if (Region is null)
        {
            yield return "AWS_REGION is not set. Name the region of the table, such as eu-central-1, or give the profile one.";
        }

        foreach (var key in new[] { EndpointKey, EndpointKey + "_DYNAMODB", EndpointKey + "_ATHENA", EndpointKey + "_CLOUDWATCH" })
        {
            if (Read(key) is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                yield return $"{key}={address} is no address. Give one such as http://localhost:8000, or none for AWS itself.";
            }
        }

        if (Read("AWS_ACCESS_KEY_ID") is null != Read("AWS_SECRET_ACCESS_KEY") is null)
        {
            yield return "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together: set both or none.";
        }
    }

    string? Read(string key) => _configuration[key] is { Length: > 0 } value ? value : null;

    string? RegionOfProfile() =>
        new CredentialProfileStoreChain().TryGetProfile(Read("AWS_PROFILE") ?? "default", out var profile) ? profile.Region?.SystemName : null;
}
