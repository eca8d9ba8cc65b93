using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;
using GadgetSales.Import;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Presets;

namespace GadgetSales.Cli.Import;

/// <summary><c>gadgetsales import</c>: a file of sales into the service.</summary>
static class ImportCommand
{
    static readonly string Details = $"""
        CSV and Excel workbooks have a header row and one line per product; JSON is one sale per line or an array of sales. gzip and zip are unpacked.
        Lines with the same sale id make one sale. The same file can be imported again: what is recorded is replayed, not counted twice.
        The whole file is read first. It is refused, with nothing recorded, when a column can be read in two ways, contradicts an option, when more
        than 1 % of the rows fail, or when a column that nothing uses looks like a time, status, refund, currency, tax, total or discount.
        Lines that are not imported are written to FILE.rejected.csv with the reason; correct them and import that file.
        What one import recorded is listed in FILE.RUN.recorded, and gadgetsales import undo voids it.

        Columns are recognised by their names (order_id, sold_at, store, sku, product, quantity, price, ...), exports of {Names(confirmed: true)}
        by their headers; --preset chooses one by name, also of those that are not confirmed: {Names(confirmed: false)}.
        --map and --set do the rest. Fields: {string.Join(", ", ImportFields.All)}.

        Exit code: 0 all imported, 1 some rejected or in conflict, 2 wrong options or file (nothing recorded), 3 the service cannot be reached or refuses.

        Examples:
          gadgetsales import sales.csv.gz --currency USD --dry-run
          gadgetsales import orders_export.csv --set store_id=WEB --zone America/New_York
          gadgetsales import sales.ndjson --api https://sales.example.com --key KEY
          gadgetsales import till.xlsx --currency EUR --set store_id=BER-1 --zone Europe/Berlin --map sold_at=Datum+Uhrzeit --day-start 04:00
          gadgetsales import field.csv --currency USD --time-format "MM/dd/yy HH:mm" --store-from "Purchase Address:, ([A-Z]{"{2}"}) "
                     --zone "CA=America/Los_Angeles" --zone "*=America/New_York"
        """;

    static readonly Argument<string> File = new("FILE") { Description = "The file, or - for standard input" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read the file, show the mapping, counts, totals and five sales, and record nothing" };
    static readonly Option<bool> NoCheck = new("--no-check") { Description = "Post while reading, without reading the whole file first; columns are read by the options alone" };
    static readonly Option<ImportFormat> Format = new("--format") { Description = "csv, ndjson or auto (by content)" };
    static readonly Option<string?> Preset = new("--preset") { Description = $"An export by name, or {KnownPresets.None}; by default recognised", HelpName = "NAME" };
    static readonly Option<char?> Delimiter = new("--delimiter") { Description = "What separates the fields of a CSV file; by default found in the first lines", HelpName = "CHAR" };
    static readonly Option<string?> Encoding = new("--encoding") { Description = "Such as windows-1252; by default UTF-8 or UTF-16, and no character is ever replaced", HelpName = "NAME" };
    static readonly Option<int?> HeaderRow = new("--header-row") { Description = "Line of the column names; by default found", HelpName = "LINE" };
    static readonly Option<string[]> Map = new("--map") { Description = "The column of a field, or several joined (sold_at=Date+Time, sale_id=Store+Receipt); repeatable", HelpName = "FIELD=COLUMN" };
    static readonly Option<string[]> Set = new("--set") { Description = "A value for every line; empty takes the field's column away; repeatable", HelpName = "FIELD=VALUE" };
    static readonly Option<string?> Currency = new("--currency") { Description = "Short for --set currency=CODE", HelpName = "CODE" };
    static readonly Option<string[]> Only = new("--only") { Description = "Rows with another value are no sales; repeatable", HelpName = "COLUMN=VALUE" };
    static readonly Option<string[]> Skip = new("--skip") { Description = "Rows with this value are no sales; repeatable", HelpName = "COLUMN=VALUE" };
    static readonly Option<string[]> Ignore = new("--ignore") { Description = "A column that is left out on purpose; repeatable", HelpName = "COLUMN" };
    static readonly Option<bool> FillDown = new("--fill-down") { Description = "Only the first line of a sale has its id, time and store" };
    static readonly Option<string?> IdPrefix = new("--id-prefix") { Description = "Put before every sale id, as when each shop counts from 1", HelpName = "TEXT" };
    static readonly Option<string?> StoreFrom = new("--store-from") { Description = "Store id out of a column: the groups of the expression, joined by hyphens", HelpName = "COLUMN:REGEX" };
    static readonly Option<string[]> Zone = new("--zone") { Description = "Time zone of all stores or of one (STORE may have * and ?); repeatable, the first match counts", HelpName = "[STORE=]AREA/CITY" };
    static readonly Option<string?> TimeFormat = new("--time-format") { Description = "Format of times where the file does not show it, such as \"MM/dd/yy HH:mm\"", HelpName = "FORMAT" };
    static readonly Option<TimeSpan?> DayStart = new("--day-start") { Description = "When the trading day starts, such as 04:00; by default midnight or as the store is set", HelpName = "HH:MM", CustomParser = ParseDayStart };
    static readonly Option<string> PriceUnit = new("--price-unit") { Description = "major: 11.95, minor: 1195", DefaultValueFactory = _ => "major" };
    static readonly Option<string> QuantityUnit = new("--quantity-unit") { Description = "one: 0.385, hundredth: 38.5, thousandth: 385 (grams of a kilogram)", DefaultValueFactory = _ => "one" };
    static readonly Option<bool> DecimalComma = new("--decimal-comma") { Description = "Numbers are written 1.234,50; by default decided by each whole column" };
    static readonly Option<bool> DecimalPoint = new("--decimal-point") { Description = "Numbers are written 1,234.50" };
    static readonly Option<string?> DiscountPer = new("--discount-per") { Description = "line or unit, where no total tells", HelpName = "line|unit" };
    static readonly Option<int> GroupWindow = new("--group-window") { Description = "Lines within which the lines of one sale are brought together; bounds the memory", HelpName = "LINES", DefaultValueFactory = _ => 20_000 };
    static readonly Option<int> BatchSize = new("--batch-size") { Description = "Sales per request, 1-1000", HelpName = "N", DefaultValueFactory = _ => 500 };
    static readonly Option<int> InFlight = new("--in-flight") { Description = "Requests at the same time, 1-64", HelpName = "N", DefaultValueFactory = _ => 4 };
    static readonly Option<string?> Rejected = new("--rejected") { Description = "Where rejected lines go instead of FILE.rejected.csv", HelpName = "PATH" };
    static readonly Option<string?> Recorded = new("--recorded") { Description = "Where the list of what was recorded goes instead of FILE.RUN.recorded", HelpName = "PATH" };

    internal static Command Create(Terminal terminal)
    {
        var api = new ApiOptions();
        var command = new TopicCommand("import", "Import a file of sales: CSV, Excel or JSON", Details) { File };
        api.AddTo(command);
        foreach (var option in new Option[]
        {
            DryRun, Preset, Currency, Map, Set, Only, Skip, Ignore, FillDown, IdPrefix, StoreFrom, Zone, TimeFormat, DayStart, PriceUnit, QuantityUnit, DecimalComma, DecimalPoint, DiscountPer,
            Format, Encoding, Delimiter, HeaderRow, NoCheck, GroupWindow, BatchSize, InFlight, Rejected, Recorded,
        })
        {
            command.Add(option);
        }

        PriceUnit.AcceptOnlyFromAmong("major", "minor");
        QuantityUnit.AcceptOnlyFromAmong("one", "hundredth", "thousandth");
        DiscountPer.AcceptOnlyFromAmong("line", "unit");
        command.Add(UndoCommand.Create(terminal));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (reading, options) = (Reading(parsed), Options(parsed));
            using var client = api.Connect(parsed, terminal);
            return await new ImportRun(reading, options, client, terminal).RunAsync(cancellationToken);
        });
        return command;
    }

    static ImportOptions Options(ParseResult parsed) => new()
    {
        File = parsed.GetRequiredValue(File),
        DryRun = parsed.GetValue(DryRun),
        BatchSize = Within(parsed, BatchSize, 1, ImportOptions.LargestBatch),
        InFlight = Within(parsed, InFlight, 1, 64),
        Rejected = parsed.GetValue(Rejected),
        Recorded = parsed.GetValue(Recorded),
    };

    static ImportSettings Reading(ParseResult parsed) => new()
    {
        Check = !parsed.GetValue(NoCheck),
        Format = parsed.GetValue(Format),
        Preset = parsed.GetValue(Preset),
        Encoding = parsed.GetValue(Encoding),
        Delimiter = parsed.GetValue(Delimiter),
        HeaderRow = parsed.GetValue(HeaderRow),
        Map = parsed.GetValue(Map) ?? [],
        Set = [.. parsed.GetValue(Set) ?? [], .. parsed.GetValue(Currency) is { } code ? new[] { $"{ImportFields.Currency}={code}" } : []],
        Only = parsed.GetValue(Only) ?? [],
        Skip = parsed.GetValue(Skip) ?? [],
        Ignore = parsed.GetValue(Ignore) ?? [],
        FillDown = parsed.GetValue(FillDown),
        IdPrefix = parsed.GetValue(IdPrefix) ?? "",
        StoreFrom = parsed.GetValue(StoreFrom),
        Zones = parsed.GetValue(Zone) ?? [],
        TimeFormat = parsed.GetValue(TimeFormat),
        DayStart = parsed.GetValue(DayStart),
        MinorUnits = parsed.GetRequiredValue(PriceUnit) == "minor",
        QuantityUnit = parsed.GetRequiredValue(QuantityUnit) switch { "thousandth" => 1_000, "hundredth" => 100, _ => 1 },
        DecimalMark = Mark(parsed.GetValue(DecimalComma), parsed.GetValue(DecimalPoint)),
        DiscountPerUnit = parsed.GetValue(DiscountPer) is { } per ? per == "unit" : null,
        GroupWindow = Within(parsed, GroupWindow, 0, 100_000_000),
    };

    static char? Mark(bool comma, bool point) => (comma, point) switch
    {
        (true, true) => throw CommandFailedException.Usage("--decimal-comma and --decimal-point exclude each other."),
        (true, false) => ',',
        (false, true) => '.',
        _ => null,
    };

    static TimeSpan? ParseDayStart(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        if (TimeSpan.TryParseExact(text, ["h\\:mm", "hh\\:mm"], CultureInfo.InvariantCulture, out var start) && start < TimeSpan.FromHours(12))
        {
            return start;
        }

        argument.AddError($"--day-start {text}: give a time before noon, such as 04:00.");
        return null;
    }

    static string Names(bool confirmed) => string.Join(", ", KnownPresets.All.Where(preset => preset.IsConfirmed == confirmed).Select(preset => preset.Name));

    static int Within(ParseResult parsed, Option<int> option, int lowest, int highest)
    {
        var value = parsed.GetRequiredValue(option);
        return value >= lowest && value <= highest ? value : throw CommandFailedException.Usage($"{option.Name} {value}: give {lowest} to {highest}.");
    }
}
