using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace GadgetSales.Aws;

/// <summary>
/// Those the SDK finds, looked for when a call needs them and not before: a service that has none starts, says so in its readiness, and works as soon
/// as there are some.
/// </summary>
sealed class FoundCredentials : AWSCredentials
{
    public static readonly FoundCredentials Instance = new();

    FoundCredentials()
    {
    }

    public override ImmutableCredentials GetCredentials() => DefaultAWSCredentialsIdentityResolver.GetCredentials(clientConfig: null).GetCredentials();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        await (await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(clientConfig: null)).GetCredentialsAsync();
}
