using System.CommandLine;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Stores;

/// <summary><c>gadgetsales stores</c>: describe many stores to the service at once.</summary>
static class StoresCommand
{
    const string Details = """
        CSV has a header row and one line per store; columns: storeId (required), name, timeZone, dayStartsAt, currency, openedOn, closedOn, group,
        in any order, upper or lower case, with or without underscores. An empty field is unknown. What was said of a store before is replaced.
        The file is read whole first: nothing is sent while a line cannot be read. The same file can be imported again.

        Exit code: 0 all described, 1 some refused by the service, 2 wrong options or file, 3 the service cannot be reached or refuses the key.

        Examples:
          gadgetsales stores import stores.csv
          gadgetsales stores import stores.csv --api https://sales.example.com --key KEY
          printf 'store_id,time_zone,day_starts_at\nLA-01,America/Los_Angeles,04:00\n' | gadgetsales stores import -
        """;

    static readonly Argument<string> File = new("FILE") { Description = "The CSV file, or - for standard input" };

    internal static Command Create(Terminal terminal) => new("stores", "Describe stores: name, time zone, when the day begins") { Importing(terminal) };

    static TopicCommand Importing(Terminal terminal)
    {
        var api = new ApiOptions();
        var command = new TopicCommand("import", "Describe the stores of a CSV file; needs a key with the scope admin", Details) { File };
        api.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var stores = StoreFile.Read(parsed.GetRequiredValue(File), terminal);
            using var client = api.Connect(parsed, terminal);
            return await new StoresImport(client, terminal).RunAsync(stores, cancellationToken);
        });
        return command;
    }
}
