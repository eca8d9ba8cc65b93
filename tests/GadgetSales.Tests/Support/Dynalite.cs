using GadgetSales.Tests.Support;

[assembly: AssemblyFixture(typeof(Dynalite))]

namespace GadgetSales.Tests.Support;

/// <summary>
/// One DynamoDB for all tests, started by the first that asks. It is dynalite (tests/package.json), unless the standard variable
/// AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL names another endpoint: then the tests run against that one, with the variables' region and keys.
/// </summary>
public sealed class Dynalite : IAsyncDisposable
{
    static readonly NodeServer Server = new("dynalite.cjs");

    /// <summary>The address to talk to.</summary>
    public static async Task<string> EndpointAsync()
    {
        var given = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        return string.IsNullOrEmpty(given) ? await Server.AddressAsync() : given;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
