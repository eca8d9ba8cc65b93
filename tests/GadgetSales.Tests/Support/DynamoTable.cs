using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Aws;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Support;

/// <summary>A ledger's table of its own for one test, gone afterwards.</summary>
sealed class DynamoTable : IAsyncDisposable
{
    readonly AwsConnection _connection;

    DynamoTable(string endpoint)
    {
        Endpoint = endpoint;
        _connection = new AwsConnection(new ConfigurationBuilder().AddInMemoryCollection(Settings(endpoint)!).Build());
        // An emulator takes its time to drop a table of half a year.
        Client = DynamoDbClient.Create(_connection, new AwsOptions { LedgerAttemptSeconds = 60 });
    }

    internal string Endpoint { get; }

    internal string Name { get; } = "gadgetsales-" + Guid.NewGuid().ToString("N");

    /// <summary>Looks at the table past the ledger.</summary>
    internal AmazonDynamoDBClient Client { get; }

    internal MeterProbe Meters { get; } = new();

    internal static async Task<DynamoTable> CreateAsync()
    {
        var table = new DynamoTable(await Dynalite.EndpointAsync());
        await LocalTable.CreateAsync(new Uri(table.Endpoint), table.Name, new ConfigurationBuilder().Build(), TimeSpan.Zero, TimeProvider.System, default);
        return table;
    }

    /// <summary>The standard AWS variables as settings: those of the environment, else what dynalite takes.</summary>
    internal static Dictionary<string, string> Settings(string endpoint) => new()
    {
        ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint,
        ["AWS_REGION"] = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "local",
        ["AWS_SECRET_ACCESS_KEY"] = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "local",
    };

    /// <summary>A ledger on the table; <paramref name="wire"/> stands between it and the network.</summary>
    internal DynamoDbLedger Open(DynamoWire? wire = null, Action<AwsOptions>? configure = null, TimeProvider? time = null)
    {
        var (client, options) = Connect(wire, configure);
        var items = new SaleItems(client, options);
        return new DynamoDbLedger(items, new ReturnMarkers(items, client, options), options, time ?? TimeProvider.System, Meters, NullLogger<DynamoDbLedger>.Instance);
    }

    internal DynamoDbNotes OpenNotes()
    {
        var (client, options) = Connect();
        return new DynamoDbNotes(new SaleItems(client, options), client, options);
    }

    internal ReturnMarkers OpenLinks()
    {
        var (client, options) = Connect();
        return new ReturnMarkers(new SaleItems(client, options), client, options);
    }

    (AmazonDynamoDBClient Client, IOptions<AwsOptions> Options) Connect(DynamoWire? wire = null, Action<AwsOptions>? configure = null)
    {
        // A busy machine must not look like a slow DynamoDB.
        var settings = new AwsOptions { Table = Name, Database = "unused", Workgroup = "unused", LedgerAttemptSeconds = 60 };
        configure?.Invoke(settings);
        return (DynamoDbClient.Create(_connection, settings, wire is null ? null : wire.Around), Options.Create(settings));
    }

    internal async Task<Dictionary<string, AttributeValue>> ReadAsync(string id)
    {
        var key = new Dictionary<string, AttributeValue> { [SaleTable.SaleId] = new(id) };
        return (await Client.GetItemAsync(new GetItemRequest { TableName = Name, Key = key, ConsistentRead = true })).Item;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DeleteTableAsync(Name);
        Client.Dispose();
        Meters.Dispose();
    }
}
