using System.CommandLine;
using GadgetSales.Aws.Ledger;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace GadgetSales.Cli.Aws;

/// <summary><c>gadgetsales aws create-table</c>: the ledger's table on a local DynamoDB.</summary>
static class AwsCommands
{
    const string Details = """
        For DynamoDB Local, dynalite and their like. In AWS itself deploy/pipeline.yaml makes the table, with its stream, backups and encryption.
        A table that is there already is checked and left alone. --endpoint and --table may come from the variables that the service reads:
        AWS_ENDPOINT_URL_DYNAMODB (or AWS_ENDPOINT_URL) and Aws__Table. With --wait the endpoint may still be starting.

        Exit code: 0 the table is there, 2 wrong options or another table of that name, 3 the endpoint does not answer.

        Examples:
          gadgetsales aws create-table --endpoint http://localhost:8000 --table gadgetsales
        """;

    static readonly string[] Variables = ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    internal static Command Create(Terminal terminal) => new("aws", "Prepare a local stand-in for the AWS store") { CreateTable(terminal) };

    static TopicCommand CreateTable(Terminal terminal)
    {
        var endpoint = new Option<string?>("--endpoint") { Description = "Address of the local DynamoDB", HelpName = "URL" };
        var table = new Option<string?>("--table") { Description = "Name of the table", HelpName = "NAME" };
        var wait = new Option<double>("--wait") { Description = "Seconds to wait for the endpoint, 0 by default", HelpName = "SECONDS" };
        var command = new TopicCommand("create-table", "Make the ledger's table on a local DynamoDB", Details) { endpoint, table, wait };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            terminal,
            parsed.GetValue(endpoint) ?? terminal.Variable("AWS_ENDPOINT_URL_DYNAMODB") ?? terminal.Variable("AWS_ENDPOINT_URL"),
            parsed.GetValue(table) ?? terminal.Variable("Aws__Table"),
            TimeSpan.FromSeconds(parsed.GetValue(wait)),
            cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(Terminal terminal, string? endpoint, string? table, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(endpoint))
        {
            throw CommandFailedException.Usage("--endpoint is missing: this makes tables on a local DynamoDB only; in AWS deploy/pipeline.yaml makes them.");
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw CommandFailedException.Usage($"--endpoint {endpoint}: give an address such as http://localhost:8000.");
        }

        if (string.IsNullOrEmpty(table))
        {
            throw CommandFailedException.Usage("--table is missing: give the name that the service has as Aws:Table.");
        }

        try
        {
            var made = await LocalTable.CreateAsync(address, table, Environment(terminal), patience, terminal.Time, cancellationToken);
            terminal.Out.MarkupLineInterpolated($"Table {table} {(made ? "made" : "is there already")} at {endpoint}");
            return ExitCode.Success;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new CommandFailedException(ExitCode.Usage, error.Message, error);
        }
        catch (LedgerUnavailableException error)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"{endpoint}: {error.Message}", error);
        }
    }

    static IConfiguration Environment(Terminal terminal) => new ConfigurationBuilder()
        .AddInMemoryCollection(Variables.Select(name => KeyValuePair.Create(name, terminal.Variable(name))).Where(each => each.Value is not null))
        .Build();
}
