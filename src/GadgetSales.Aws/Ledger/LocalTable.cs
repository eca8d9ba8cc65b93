using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Aws.Ledger;

/// <summary>Makes the ledger's table where DynamoDB is an emulator. In AWS only CloudFormation makes it, with its stream, backups and encryption.</summary>
public static class LocalTable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>True when the table was made, false when it is there already. Returns once it can be used.</summary>
    /// <param name="endpoint">The emulator's address. One of AWS throws <see cref="ArgumentException"/>.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="configuration">The standard AWS variables; what an emulator does not care about is made up where they are silent.</param>
    /// <param name="patience">How long to wait for an emulator that is only just starting.</param>
    /// <param name="time">Paces the waiting.</param>
    /// <param name="cancellationToken">Stops waiting; the table may exist then.</param>
    /// <exception cref="LedgerUnavailableException">The endpoint does not answer in that time or refuses.</exception>
    /// <exception cref="InvalidOperationException">A table of this name is there and is not a ledger's; the message says why.</exception>
    public static async Task<bool> CreateAsync(
        Uri endpoint, string table, IConfiguration configuration, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        if (IsAws(endpoint.Host))
        {
            throw new ArgumentException($"{endpoint.Host} is AWS itself: there deploy/pipeline.yaml makes the table.", nameof(endpoint));
        }

        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AWS_REGION", "us-east-1"), new("AWS_ACCESS_KEY_ID", "local"), new("AWS_SECRET_ACCESS_KEY", "local")])
            .AddConfiguration(configuration)
            .AddInMemoryCollection([new("AWS_ENDPOINT_URL_DYNAMODB", endpoint.ToString())])
            .Build();
        using var client = DynamoDbClient.Create(new AwsConnection(settings), new AwsOptions { Table = table, LedgerAttempts = 2 });
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                return await DynamoDbFailure.ExplainAsync(() => CreateAsync(client, table, time, cancellationToken), table, cancellationToken);
            }
            catch (LedgerUnavailableException) when (time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    static async Task<bool> CreateAsync(AmazonDynamoDBClient client, string table, TimeProvider time, CancellationToken cancellationToken)
    {
        var made = true;
        try
        {
            await client.CreateTableAsync(LedgerTableDefinition.Request(table), cancellationToken);
        }
        catch (ResourceInUseException)
        {
            made = false;
        }

        while (true)
        {
            var described = (await client.DescribeTableAsync(table, cancellationToken)).Table;
            if (LedgerTableDefinition.FindFault(described) is not { } fault)
            {
                return made;
            }

            if (described.TableStatus != TableStatus.CREATING)
            {
                throw new InvalidOperationException(fault);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    static bool IsAws(string host) =>
        host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".api.aws", StringComparison.OrdinalIgnoreCase);
}
