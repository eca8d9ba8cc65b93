using Amazon;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Aws;

/// <summary>
/// Where AWS is and who calls it: section <c>AWS</c> as AWSSDK.Extensions.NETCore.Setup reads it (<c>AWS:Profile</c>, <c>AWS:Region</c> …) and the variables
/// that every AWS tool knows, which do as settings too. A profile gives credentials and region together. Who calls is, in this order: <c>AWS:Profile</c>;
/// <c>AWS_ACCESS_KEY_ID</c> with <c>AWS_SECRET_ACCESS_KEY</c> and <c>AWS_SESSION_TOKEN</c>; <c>AWS_PROFILE</c>; what the SDK finds: web identity, default
/// profile, container role, instance role. Where: <c>AWS:Region</c>, <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, the region of that profile (of the
/// default one with keys or roles), the region of the instance. <c>AWS_ENDPOINT_URL</c> and its like for one service stand before the region's address.
/// </summary>
public sealed class AwsConnection
{
    const string EndpointKey = "AWS_ENDPOINT_URL";
    const string KeyId = "AWS_ACCESS_KEY_ID";
    const string Secret = "AWS_SECRET_ACCESS_KEY";
    const string Fips = "AWS_USE_FIPS_ENDPOINT";
    const string DualStack = "AWS_USE_DUALSTACK_ENDPOINT";
    const string DefaultProfile = "default";

    readonly IConfiguration _configuration;
    readonly AWSOptions _options = new();
    readonly string? _unreadable;
    readonly (string Key, string Name)? _named;
    readonly Lazy<CredentialProfile?> _profile;
    readonly Lazy<AWSCredentials?> _credentials;
    readonly Lazy<string?> _region;

    public AwsConnection(IConfiguration configuration)
    {
        _configuration = configuration;
        try
        {
            _options = configuration.GetAWSOptions();
        }
        catch (Exception error) when (error is ConfigurationException or ArgumentException)
        {
            // Told with all other faults, when the host starts.
            _unreadable = $"Section AWS cannot be read: {error.Message} {error.InnerException?.Message}".TrimEnd();
        }

        _named = _options.Profile is { Length: > 0 } own ? ("AWS:Profile", own)
            : Read(KeyId) is null && Read("AWS_PROFILE") is { } profile ? ("AWS_PROFILE", profile)
            : null;
        _profile = new(FindProfile);
        _credentials = new(FindCredentials);
        _region = new(() => _options.Region?.SystemName ?? Read("AWS_REGION") ?? Read("AWS_DEFAULT_REGION") ?? _profile.Value?.Region?.SystemName
            ?? new InstanceMetadata(configuration).AskRegion());
    }

    /// <summary>The region's system name, such as <c>eu-central-1</c>; null when nothing names one. The first time it may be asked of the machine, which takes seconds at most.</summary>
    public string? Region => _region.Value;

    /// <summary>The keys given or those of the profile named, or null: then the SDK finds credentials by itself, when it first needs them.</summary>
    public AWSCredentials? Credentials => _credentials.Value;

    /// <summary>What every client is made with: region, credentials, FIPS and dual-stack from one place.</summary>
    public AWSOptions Options
    {
        get
        {
            _options.Region = Region is { } region ? RegionEndpoint.GetBySystemName(region) : null;
            _options.Credentials = Credentials ?? FoundCredentials.Instance;
            _options.DefaultClientConfig.RetryMode = RequestRetryMode.Standard;
            _options.DefaultClientConfig.UseFIPSEndpoint ??= ReadSwitch(Fips) ?? _profile.Value?.UseFIPSEndpoint;
            _options.DefaultClientConfig.UseDualstackEndpoint ??= ReadSwitch(DualStack) ?? _profile.Value?.UseDualstackEndpoint;
            return _options;
        }
    }

    /// <summary>The address that stands in for a service, or null for the region's own.</summary>
    /// <param name="service">As the standard variables spell it, such as <c>DYNAMODB</c> or <c>ATHENA</c>.</param>
    public string? EndpointOf(string service) => Read($"{EndpointKey}_{service}") ?? Read(EndpointKey) ?? Read("AWS:ServiceURL");

    /// <summary>Gives a client's configuration its region, its endpoint and the SDK's standard retries.</summary>
    public void ApplyTo(ClientConfig config, string service)
    {
        var options = Options;
        config.RetryMode = RequestRetryMode.Standard;
        if (_named is { } named)
        {
            // What else the SDK reads of a profile, such as endpoint_url, must not be another's.
            config.Profile = new Profile(named.Name, _options.ProfilesLocation);
        }

        if (EndpointOf(service) is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = Region;
        }
        else
        {
            config.RegionEndpoint = options.Region;
        }

        config.UseFIPSEndpoint = options.DefaultClientConfig.UseFIPSEndpoint ?? config.UseFIPSEndpoint;
        config.UseDualstackEndpoint = options.DefaultClientConfig.UseDualstackEndpoint ?? config.UseDualstackEndpoint;
    }

    /// <summary>What is missing or wrong, in sentences that name the variable.</summary>
    internal IEnumerable<string> FindFaults()
    {
        if (_unreadable is not null)
        {
            yield return _unreadable;
        }

        // The SDK would go on to other credentials, which may be of another account.
        if (_named is { } named && Credentials is null)
        {
            yield return _profile.Value is null
                ? $"{named.Key}={named.Name} is no profile of the AWS configuration files. Name one that 'aws configure list-profiles' shows, or none."
                : $"{named.Key}={named.Name} is a profile without usable credentials. Complete it, or name none and set AWS_REGION.";
        }
        else if (Region is null)
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

        foreach (var key in new[] { Fips, DualStack })
        {
            if (Read(key) is { } given && ReadSwitch(key) is null)
            {
                yield return $"{key}={given}: give true or false.";
            }
        }

        if (Read(KeyId) is null != Read(Secret) is null)
        {
            yield return $"{KeyId} and {Secret} belong together: set both or none.";
        }
    }

    CredentialProfile? FindProfile()
    {
        // Keys that go before the profile AWS_PROFILE names are not that profile's: its region is not theirs, and nor is another's.
        if (_named is null && Read("AWS_PROFILE") is not null)
        {
            return null;
        }

        var chain = _named is null ? new CredentialProfileStoreChain() : new CredentialProfileStoreChain(_options.ProfilesLocation);
        return chain.TryGetProfile(_named?.Name ?? DefaultProfile, out var profile) ? profile : null;
    }

    AWSCredentials? FindCredentials()
    {
        if (_named is { } named)
        {
            return new CredentialProfileStoreChain(_options.ProfilesLocation).TryGetAWSCredentials(named.Name, out var found) ? found : null;
        }

        return (Read(KeyId), Read(Secret), Read("AWS_SESSION_TOKEN")) switch
        {
            ({ } id, { } secret, { } token) => new SessionAWSCredentials(id, secret, token),
            ({ } id, { } secret, null) => new BasicAWSCredentials(id, secret),
            _ => null,
        };
    }

    string? Read(string key) => _configuration[key] is { Length: > 0 } value ? value : null;

    bool? ReadSwitch(string key) => bool.TryParse(Read(key), out var on) ? on : null;
}
