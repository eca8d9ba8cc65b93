using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using GadgetSales.Aws;
using GadgetSales.Aws.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Ledger;

public sealed class AwsSettingsTests
{
    static readonly Dictionary<string, string?> Valid = new()
    {
        ["Aws:Table"] = "gadgetsales",
        ["Aws:Database"] = "gadgetsales",
        ["Aws:Workgroup"] = "gadgetsales",
        ["Aws:Stream"] = "feed",
        ["Aws:Pipe"] = "pipe",
        ["Aws:DeliveryStream"] = "delivery",
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    [Fact]
    public void Table_database_workgroup_and_region_are_all_that_must_be_said()
    {
        Assert.Equal("gadgetsales", Read(Valid).Table);
    }

    [Theory]
    [InlineData("Aws:Table", "", "Aws:Table is not set. It is the output TableName of deploy/pipeline.yaml.")]
    [InlineData("Aws:Table", "a b", "Aws:Table=a b is no name: 3 to 255 letters, digits, dots, hyphens and underscores.")]
    [InlineData("Aws:Database", "", "Aws:Database is not set. It is the output DatabaseName of deploy/pipeline.yaml.")]
    [InlineData("Aws:Database", "Sales", "Aws:Database=Sales is no name: lower-case letters, digits and underscores, starting with a letter.")]
    [InlineData("Aws:Workgroup", "", "Aws:Workgroup is not set. It is the output WorkgroupName of deploy/pipeline.yaml.")]
    [InlineData("Aws:Stream", "a b", "Aws:Stream=a b is no name: 1 to 128 letters, digits, dots, hyphens and underscores.")]
    [InlineData("Aws:Pipe", "", "Aws:Pipe is not set. It is the output PipeName of deploy/pipeline.yaml.")]
    [InlineData("Aws:DeliveryStream", "", "Aws:DeliveryStream is not set. It is the output DeliveryStreamName of deploy/pipeline.yaml.")]
    [InlineData("Aws:LedgerParallelism", "0", "Aws:LedgerParallelism=0: give 1 to 256.")]
    [InlineData("Aws:LedgerConnections", "10001", "Aws:LedgerConnections=10001: give 1 to 10,000.")]
    [InlineData("Aws:LedgerAttempts", "-1", "Aws:LedgerAttempts=-1: give 1 to 10.")]
    [InlineData("Aws:LedgerAttemptSeconds", "61", "Aws:LedgerAttemptSeconds=61: give 1 to 60.")]
    [InlineData("Aws:QueryAttempts", "11", "Aws:QueryAttempts=11: give 1 to 10.")]
    [InlineData("Aws:ResultReuseMinutes", "-1", "Aws:ResultReuseMinutes=-1: give 0 to 10,080.")]
    [InlineData("AWS_ENDPOINT_URL", "localhost:8000", "AWS_ENDPOINT_URL=localhost:8000 is no address. Give one such as http://localhost:8000, or none for AWS itself.")]
    [InlineData("AWS_USE_FIPS_ENDPOINT", "maybe", "AWS_USE_FIPS_ENDPOINT=maybe: give true or false.")]
    [InlineData("AWS_PROFILE", "no one", "AWS_PROFILE=no one is no profile of the AWS configuration files. Name one that 'aws configure list-profiles' shows, or none.")]
    [InlineData("AWS:Profile", "no one", "AWS:Profile=no one is no profile of the AWS configuration files. Name one that 'aws configure list-profiles' shows, or none.")]
    [InlineData("AWS_ACCESS_KEY_ID", "AKIA", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together: set both or none.")]
    public void A_wrong_setting_is_named_with_what_it_may_be(string key, string value, string message)
    {
        Assert.Equal([message], Faults(new(Valid) { [key] = value }));
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        Assert.Equal(3, Faults(new() { ["AWS_REGION"] = "eu-central-1" }).Count());
    }

    [Fact]
    public void A_region_that_nothing_names_is_asked_for()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AWS_PROFILE") is not null || File.Exists(Profiles("config")), "a profile of this machine may name a region");

        Assert.Contains("AWS_REGION is not set.", Assert.Single(Faults(new(Valid) { ["AWS_REGION"] = "" })), StringComparison.Ordinal);

        static string Profiles(string file) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", file);
    }

    [Fact]
    public void Without_an_endpoint_the_client_talks_to_the_region()
    {
        var config = ConfigOf(Valid);

        Assert.Equal("eu-central-1", config.RegionEndpoint.SystemName);
        Assert.Null(config.ServiceURL);
        Assert.Equal(RequestRetryMode.Standard, config.RetryMode);
        Assert.Equal(3, config.MaxErrorRetry);
    }

    [Theory]
    [InlineData("us-east-1", "false", "false", "https://athena.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", "true", "false", "https://athena-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", "false", "true", "https://athena.us-east-1.api.aws/")]
    [InlineData("us-gov-west-1", "true", "true", "https://athena-fips.us-gov-west-1.api.aws/")]
    [InlineData("cn-north-1", "false", "false", "https://athena.cn-north-1.amazonaws.com.cn/")]
    public void Clients_without_a_package_of_their_own_take_FIPS_and_dual_stack_from_the_same_settings(string region, string fips, string dualStack, string address)
    {
        var settings = new Dictionary<string, string?>(Valid) { ["AWS_REGION"] = region, ["AWS_USE_FIPS_ENDPOINT"] = fips, ["AWS:UseDualstackEndpoint"] = dualStack };
        var athena = new AwsJsonConfig("Athena", "athena", "2017-05-18", "AmazonAthena");

        Connection(settings).ApplyTo(athena, "ATHENA");

        Assert.Equal(address.TrimEnd('/'), athena.ResolveEndpoint(new()).URL.TrimEnd('/'));
        Assert.Equal((bool.Parse(fips), bool.Parse(dualStack)), (ConfigOf(settings).UseFIPSEndpoint, ConfigOf(settings).UseDualstackEndpoint));
    }

    [Fact]
    public void Where_nothing_answers_for_the_instance_the_start_is_refused_within_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var started = TimeProvider.System.GetTimestamp();

        var faults = Faults(new(Valid)
        {
            ["AWS_REGION"] = "",
            ["AWS_ACCESS_KEY_ID"] = "id",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_PROFILE"] = "its region is not that of the keys",
            ["AWS_EC2_METADATA_DISABLED"] = "",
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = $"http://{silent.LocalEndpoint}",
        });

        Assert.StartsWith("AWS_REGION is not set.", Assert.Single(faults), StringComparison.Ordinal);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_endpoint_for_DynamoDB_goes_before_the_one_for_all_services()
    {
        var config = ConfigOf(new(Valid) { ["AWS_ENDPOINT_URL"] = "http://localhost:1/", ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://localhost:2/" });

        Assert.Equal("http://localhost:2/", config.ServiceURL);
        Assert.Equal("eu-central-1", config.AuthenticationRegion);
        Assert.Equal("http://localhost:1/", ConfigOf(new(Valid) { ["AWS_ENDPOINT_URL"] = "http://localhost:1/" }).ServiceURL);
    }

    [Fact]
    public void Given_keys_are_used_with_their_session_token_and_else_the_SDK_looks_for_itself()
    {
        var keys = new Dictionary<string, string?> { ["AWS_ACCESS_KEY_ID"] = "id", ["AWS_SECRET_ACCESS_KEY"] = "secret" };
        var session = new Dictionary<string, string?>(keys) { ["AWS_SESSION_TOKEN"] = "token" };

        Assert.IsType<BasicAWSCredentials>(Connection(keys).Credentials);
        Assert.Equal("token", Assert.IsType<SessionAWSCredentials>(Connection(session).Credentials).GetCredentials().Token);
        Assert.Null(Connection([]).Credentials);
    }

    static AwsConnection Connection(Dictionary<string, string?> settings) => new(Configuration(settings));

    static AmazonDynamoDBConfig ConfigOf(Dictionary<string, string?> settings)
    {
        using var services = Services(new(settings) { ["AWS_ACCESS_KEY_ID"] = "id", ["AWS_SECRET_ACCESS_KEY"] = "secret" });
        return (AmazonDynamoDBConfig)services.GetRequiredService<IAmazonDynamoDB>().Config;
    }

    static AwsOptions Read(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<AwsOptions>>().Value;
    }

    static IEnumerable<string> Faults(Dictionary<string, string?> settings) => Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures;

    static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection().AddAwsStore(Configuration(settings)).BuildServiceProvider();

    static IConfigurationRoot Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
