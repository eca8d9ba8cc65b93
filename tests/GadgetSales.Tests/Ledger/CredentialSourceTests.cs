using Amazon.DynamoDBv2;
using GadgetSales.Aws;
using GadgetSales.Aws.Feed.Client;
using GadgetSales.Aws.Lake.Client;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Ledger;

/// <summary>Who signs and for which region, for every source of credentials. What only the environment can say is told to the service as a process.</summary>
public sealed class CredentialSourceTests : IAsyncLifetime
{
    static readonly Dictionary<string, string> Store = new()
    {
        ["Aws:Table"] = "gadgetsales",
        ["Aws:Database"] = "gadgetsales",
        ["Aws:Workgroup"] = "gadgetsales",
    };

    readonly TempDirectory _home = new();
    FakeAws _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        Write("output.json", """{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"secret","SessionToken":"session"}""");
        Write("token", FakeAws.WebIdentity);
        Write(".aws/credentials", $"""
            [default]
            aws_access_key_id = DEFAULT
            aws_secret_access_key = secret
            region = us-west-1
            [berlin]
            aws_access_key_id = BERLIN
            aws_secret_access_key = secret
            region = eu-central-1
            [oslo]
            aws_access_key_id = OSLO
            aws_secret_access_key = secret
            region = eu-north-1
            [process]
            credential_process = cat {_home.File("output.json")}
            region = eu-west-3
            """);
        Write(".aws/config", """
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/till
            source_profile = berlin
            region = eu-south-1
            [profile portal]
            sso_session = chain
            sso_account_id = 123456789012
            sso_role_name = till
            region = sa-east-1
            [sso-session chain]
            sso_region = us-east-1
            sso_start_url = https://chain.awsapps.com/start
            sso_registration_scopes = sso:account:access
            """);
        // Named by the SHA-1 of the session's name, "chain".
        Write(".aws/sso/cache/2cf64e447b84b497b2491b7af072a229eefe2651.json", $$"""
            {"startUrl":"https://chain.awsapps.com/start","region":"us-east-1","accessToken":"{{FakeAws.PortalToken}}","expiresAt":"2099-01-01T00:00:00Z"}
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        _home.Dispose();
    }

    [Theory]
    [InlineData("GIVEN", "eu-west-1", "AWS_ACCESS_KEY_ID=GIVEN AWS_SECRET_ACCESS_KEY=secret AWS_REGION=eu-west-1")]
    [InlineData("GIVEN", "eu-west-1", "AWS_ACCESS_KEY_ID=GIVEN AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=session AWS:Region=eu-west-1")]
    [InlineData("GIVEN", "eu-west-1", "AWS_ACCESS_KEY_ID=GIVEN AWS_SECRET_ACCESS_KEY=secret AWS_PROFILE=berlin AWS_DEFAULT_REGION=eu-west-1")]
    [InlineData("BERLIN", "eu-central-1", "AWS:Profile=berlin")]
    [InlineData("BERLIN", "eu-central-1", "AWS:Profile=berlin AWS_PROFILE=oslo AWS_ACCESS_KEY_ID=GIVEN AWS_SECRET_ACCESS_KEY=secret")]
    [InlineData("OSLO", "eu-north-1", "AWS_PROFILE=oslo")]
    [InlineData("OSLO", "eu-west-1", "AWS_PROFILE=oslo AWS_REGION=eu-west-1")]
    [InlineData("PROCESS", "eu-west-3", "AWS:Profile=process")]
    public async Task By_settings_all_clients_sign_with(string accessKey, string region, string settings)
    {
        var values = Settings(settings);
        values["AWS:ProfilesLocation"] = _home.File(".aws/credentials");
        await using var services = new ServiceCollection().AddLogging()
            .AddAwsStore(new ConfigurationBuilder().AddInMemoryCollection(values!).Build()).BuildServiceProvider();

        await services.GetRequiredService<IAmazonDynamoDB>().GetItemAsync("gadgetsales", []);
        await services.GetRequiredService<AthenaClient>().GetWorkGroupAsync("gadgetsales", default);
        await services.GetRequiredService<CloudWatchClient>().GetMetricDataAsync([], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, default);

        Assert.Equal((accessKey, region), Assert.Single(_aws.Signers));
        Assert.Equal(["athena", "dynamodb", "monitoring"], _aws.Services);
    }

    [Theory]
    [InlineData("DEFAULT", "us-west-1", "")]
    [InlineData("OSLO", "eu-north-1", "AWS_PROFILE=oslo")]
    [InlineData("ROLE", "eu-south-1", "AWS_PROFILE=role")]
    [InlineData("PORTAL", "sa-east-1", "AWS_PROFILE=portal")]
    [InlineData("POD", "eu-west-1", "AWS_WEB_IDENTITY_TOKEN_FILE=~/token AWS_ROLE_ARN=arn:aws:iam::123456789012:role/till AWS_REGION=eu-west-1")]
    [InlineData("CONTAINER", "eu-west-1", "HOME=~/none AWS_CONTAINER_CREDENTIALS_FULL_URI=fake/container AWS_CONTAINER_AUTHORIZATION_TOKEN=token-of-the-container AWS_REGION=eu-west-1")]
    [InlineData("INSTANCE", FakeAws.InstanceRegion, "HOME=~/none AWS_EC2_METADATA_SERVICE_ENDPOINT=fake AWS_EC2_METADATA_DISABLED=false")]
    public async Task By_the_environment_the_service_signs_with(string accessKey, string region, string environment)
    {
        var variables = Settings(environment);
        variables.TryAdd("HOME", _home.Path);
        variables.TryAdd("AWS_EC2_METADATA_DISABLED", "true");
        await using var service = ServiceProcess.StartIn([.. variables.Select(variable => (variable.Key, variable.Value))], "--Store=Aws", "--Urls=http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await service.AddressAsync() };

        using var found = await client.GetAsync("/v1/sales/any");
        using var pipeline = await client.GetAsync("/v1/pipeline");

        Assert.Equal((accessKey, region), Assert.Single(_aws.Signers));
        Assert.Contains("dynamodb", _aws.Services);
    }

    /// <summary>Pairs, where <c>~</c> is the folder of this test and <c>fake</c> the address of the stand-in.</summary>
    Dictionary<string, string> Settings(string pairs)
    {
        var settings = new Dictionary<string, string>(Store) { ["AWS_ENDPOINT_URL"] = _aws.Address };
        foreach (var pair in pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            settings[pair[0]] = pair[1].Replace("~", _home.Path, StringComparison.Ordinal).Replace("fake", _aws.Address, StringComparison.Ordinal);
        }

        return settings;
    }

    void Write(string name, string text)
    {
        var path = _home.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
