using System.CommandLine;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary><c>gadgetsales import</c>: a file of sales into the service.</summary>
static class ImportCommand
{
    const string Details = """
        CSV has a header row and one line per product, NDJSON one sale per line. Both may be gzip.
        Lines with the same sale id make one sale. The same file can be imported again: what is recorded is replayed, not counted twice.
        Lines that are not imported are written to FILE.rejected.csv with the reason; correct them and import that file.

        Columns are recognised by their names (order_id, sold_at, store, sku, product, quantity, price, ...); --map and --set do the rest.
        Fields: sale_id, sold_at, sold_at_utc, sold_at_local, zone, business_date, store_id, register_id, receipt_number, type,
        original_sale_id, currency, channel, sku, name, category, quantity, unit_price, discount, line_total.

        Exit code: 0 all imported, 1 some rejected or in conflict, 2 wrong options or file, 3 the service cannot be reached or refuses.

        Examples:
          gadgetsales import sales.csv.gz --currency USD
          gadgetsales import sales.ndjson --api https://sales.example.com --key KEY
          gadgetsales import till.csv --currency EUR --set store_id=BER-1 --zone Europe/Berlin --decimal-comma
          gadgetsales import field.csv --currency USD --time-format "MM/dd/yy HH:mm" --store-from "Purchase Address:, ([A-Z]{2}) "
                     --zone "CA=America/Los_Angeles" --zone "*=America/New_York"
        """;

    static readonly Argument<string> File = new("FILE") { Description = "The file, or - for standard input" };
    static readonly Option<InputFormat> Format = new("--format") { Description = "csv, ndjson or auto (by content)" };
    static readonly Option<char?> Delimiter = new("--delimiter") { Description = "What separates the fields of a CSV file; by default found in the first lines", HelpName = "CHAR" };
    static readonly Option<string[]> Map = new("--map") { Description = "The column of a field; repeatable", HelpName = "FIELD=COLUMN" };
    static readonly Option<string[]> Set = new("--set") { Description = "A value for every line; repeatable", HelpName = "FIELD=VALUE" };
    static readonly Option<string?> Currency = new("--currency") { Description = "Short for --set currency=CODE", HelpName = "CODE" };
    static readonly Option<string?> StoreFrom = new("--store-from") { Description = "Store id out of a column: the groups of the expression, joined by hyphens", HelpName = "COLUMN:REGEX" };
    static readonly Option<string[]> Zone = new("--zone") { Description = "Time zone of all stores or of one (STORE may have * and ?); repeatable, the first match counts", HelpName = "[STORE=]AREA/CITY" };
    static readonly Option<string?> TimeFormat = new("--time-format") { Description = "Format of times that are not ISO 8601, such as \"MM/dd/yy HH:mm\"", HelpName = "FORMAT" };
    static readonly Option<string> PriceUnit = new("--price-unit") { Description = "major: 11.95, minor: 1195", DefaultValueFactory = _ => "major" };
    static readonly Option<bool> DecimalComma = new("--decimal-comma") { Description = "Amounts are written 1.234,50" };
    static readonly Option<int> GroupWindow = new("--group-window") { Description = "Lines within which the lines of one sale are brought together; bounds the memory", HelpName = "LINES", DefaultValueFactory = _ => 20_000 };
    static readonly Option<int> BatchSize = new("--batch-size") { Description = "Sales per request, 1-1000", HelpName = "N", DefaultValueFactory = _ => 500 };
    static readonly Option<int> InFlight = new("--in-flight") { Description = "Requests at the same time, 1-64", HelpName = "N", DefaultValueFactory = _ => 4 };
    static readonly Option<string?> Rejected = new("--rejected") { Description = "Where rejected lines go instead of FILE.rejected.csv", HelpName = "PATH" };

    internal static Command Create(Terminal terminal)
    {
        var api = new ApiOptions();
        var command = new TopicCommand("import", "Import a CSV or NDJSON file of sales", Details) { File };
        api.AddTo(command);
        foreach (var option in new Option[] { Currency, Map, Set, StoreFrom, Zone, TimeFormat, PriceUnit, DecimalComma, Format, Delimiter, GroupWindow, BatchSize, InFlight, Rejected })
        {
            command.Add(option);
        }

        PriceUnit.AcceptOnlyFromAmong("major", "minor");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings(parsed);
            using var client = api.Connect(parsed, terminal);
            return await new ImportRun(settings, client, terminal).RunAsync(cancellationToken);
        });
        return command;
    }

    static ImportSettings Settings(ParseResult parsed) => new()
    {
        File = parsed.GetRequiredValue(File),
        Format = parsed.GetValue(Format),
        Delimiter = parsed.GetValue(Delimiter),
        Map = parsed.GetValue(Map) ?? [],
        Set = [.. parsed.GetValue(Set) ?? [], .. parsed.GetValue(Currency) is { } code ? new[] { $"{SaleFields.Currency}={code}" } : []],
        StoreFrom = parsed.GetValue(StoreFrom),
        Zones = parsed.GetValue(Zone) ?? [],
        TimeFormat = parsed.GetValue(TimeFormat),
        MinorUnits = parsed.GetRequiredValue(PriceUnit) == "minor",
        DecimalComma = parsed.GetValue(DecimalComma),
        GroupWindow = Within(parsed, GroupWindow, 0, 100_000_000),
        BatchSize = Within(parsed, BatchSize, 1, ImportSettings.LargestBatch),
        InFlight = Within(parsed, InFlight, 1, 64),
        Rejected = parsed.GetValue(Rejected),
    };

    static int Within(ParseResult parsed, Option<int> option, int lowest, int highest)
    {
        var value = parsed.GetRequiredValue(option);
        return value >= lowest && value <= highest ? value : throw CommandFailedException.Usage($"{option.Name} {value}: give {lowest} to {highest}.");
    }
}
