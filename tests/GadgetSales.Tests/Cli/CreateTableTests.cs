using Amazon.DynamoDBv2.Model;
using GadgetSales.Aws;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Cli;

[Slow]
public sealed class CreateTableTests
{
    [Fact]
    public async Task A_table_is_made_that_the_readiness_check_finds_fit()
    {
        await using var local = new LocalDynamo(await Dynalite.EndpointAsync());

        var run = await CliRun.OfAsync(["aws", "create-table", "--endpoint", local.Endpoint, "--table", local.Table]);

        Assert.Equal((0, $"Table {local.Table} made at {local.Endpoint}\n"), (run.ExitCode, run.Out));
        Assert.Null(await local.FindFaultAsync());
    }

    [Fact]
    public async Task An_endpoint_that_is_only_starting_is_waited_for()
    {
        await using var local = new LocalDynamo(await Dynalite.EndpointAsync());
        await using var starting = new StartingServer(new Uri(local.Endpoint), refused: 8);

        var run = await CliRun.OfAsync(["aws", "create-table", "--endpoint", starting.Address, "--table", local.Table, "--wait", "60"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Null(await local.FindFaultAsync());
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_told_with_exit_code_3()
    {
        await using var dead = new StartingServer(new Uri("http://127.0.0.1:1"), refused: int.MaxValue);

        var run = await CliRun.OfAsync(["aws", "create-table", "--endpoint", dead.Address, "--table", "gadgetsales"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_there_is_left_alone_and_the_variables_of_the_service_will_do()
    {
        await using var local = new LocalDynamo(await Dynalite.EndpointAsync());
        var variables = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_DYNAMODB"] = local.Endpoint, ["Aws__Table"] = local.Table };
        await CliRun.OfAsync(["aws", "create-table"], environment: variables);

        var again = await CliRun.OfAsync(["aws", "create-table"], environment: variables);

        Assert.Equal((0, $"Table {local.Table} is there already at {local.Endpoint}\n"), (again.ExitCode, again.Out));
    }

    [Fact]
    public async Task Another_table_of_that_name_is_refused()
    {
        await using var local = new LocalDynamo(await Dynalite.EndpointAsync());
        await local.MakeWithoutIndexAsync();

        var run = await CliRun.OfAsync(["aws", "create-table", "--endpoint", local.Endpoint, "--table", local.Table]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("lacks the index by_store_day", run.Error, StringComparison.Ordinal);
        Assert.Contains("lacks the index by_store_day", await local.FindFaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_made()
    {
        var run = await CliRun.OfAsync(["aws", "create-table", "--table", "gadgetsales"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--endpoint is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("deploy/pipeline.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dynamodb.eu-central-1.amazonaws.com")]
    [InlineData("https://dynamodb.eu-central-1.api.aws")]
    [InlineData("https://dynamodb.cn-north-1.amazonaws.com.cn")]
    public async Task An_endpoint_of_AWS_is_refused_without_a_call(string endpoint)
    {
        var run = await CliRun.OfAsync(["aws", "create-table", "--endpoint", endpoint, "--table", "gadgetsales"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is AWS itself", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_missing_is_a_fault_that_names_the_setting()
    {
        await using var local = new LocalDynamo(await Dynalite.EndpointAsync());

        Assert.Contains("Aws:Table", await local.FindFaultAsync(), StringComparison.Ordinal);
    }

    /// <summary>The name of a table that does not exist yet, and goes when the test ends.</summary>
    sealed class LocalDynamo(string endpoint) : IAsyncDisposable
    {
        readonly Amazon.DynamoDBv2.AmazonDynamoDBClient _client = DynamoDbClient.Create(
            new AwsConnection(new ConfigurationBuilder().AddInMemoryCollection(DynamoTable.Settings(endpoint)!).Build()), new AwsOptions());

        internal string Endpoint => endpoint;

        internal string Table { get; } = "gadgetsales-" + Guid.NewGuid().ToString("N");

        internal Task<string?> FindFaultAsync() => new LedgerTableCheck(_client, Options.Create(new AwsOptions { Table = Table })).FindFaultAsync(default);

        internal async Task MakeWithoutIndexAsync()
        {
            var request = LedgerTableDefinition.Request(Table);
            request.GlobalSecondaryIndexes = null;
            request.AttributeDefinitions.RemoveAll(attribute => attribute.AttributeName != SaleTable.SaleId);
            await _client.CreateTableAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await _client.DeleteTableAsync(Table);
            }
            catch (ResourceNotFoundException)
            {
                // The test made none.
            }

            _client.Dispose();
        }
    }
}
