using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace GadgetSales.Aws.Protocol;

/// <summary>The configuration of a service that speaks AWS JSON and has no client in the SDK's packages.</summary>
sealed class AwsJsonConfig : ClientConfig, IEndpointProvider
{
    static readonly DefaultConfigurationProvider Defaults =
        new([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard }]);

    readonly string _endpointPrefix;

    /// <param name="serviceId">As the service's model names it, such as <c>Athena</c>.</param>
    /// <param name="endpointPrefix">In host names and signatures, such as <c>athena</c>.</param>
    /// <param name="version">Of the API, a date.</param>
    /// <param name="targetPrefix">Before the operation in <c>X-Amz-Target</c>, such as <c>AmazonAthena</c>.</param>
    public AwsJsonConfig(string serviceId, string endpointPrefix, string version, string targetPrefix) : base(Defaults)
    {
        _endpointPrefix = endpointPrefix;
        ServiceId = serviceId;
        AuthenticationServiceName = endpointPrefix;
        ServiceVersion = version;
        TargetPrefix = targetPrefix;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, version);
        EndpointProvider = this;
    }

    public string TargetPrefix { get; }

    /// <summary>Of the protocol, as the service's model names it.</summary>
    public string JsonVersion { get; init; } = "1.1";

    /// <summary>The partition where the service's usual addresses are FIPS's, such as <c>aws-us-gov</c>.</summary>
    public string? PartitionOfFips { get; init; }

    public override string ServiceVersion { get; }

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName => _endpointPrefix;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => Resolve();

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => Resolve();

    Endpoint Resolve() => new(ServiceURL ?? "https://" + HostIn(RegionEndpoint.SystemName));

    string HostIn(string region)
    {
        var partition = Fn.Partition(region);
        var fips = UseFIPSEndpoint && partition.name != PartitionOfFips ? "-fips" : "";
        return $"{_endpointPrefix}{fips}.{region}.{(UseDualstackEndpoint ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
    }
}
