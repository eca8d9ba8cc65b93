using System.Text.Json;
using GadgetSales.Import;
using GadgetSales.Import.Preview;
using GadgetSales.Import.Reading;

namespace GadgetSales.Tests.Import;

/// <summary>What became of a file: refused with reasons, or sales with what they come to.</summary>
sealed record ImportOutcome(IReadOnlyList<string> Reasons, IReadOnlyList<JsonElement> Sales, ImportPlan? Plan)
{
    /// <summary>Plans and reads a file as the command does.</summary>
    internal static ImportOutcome Of(string path, ImportSettings settings, TimeProvider? time = null)
    {
        using var file = ImportFile.At(path);
        using var import = new SalesImport(file, settings, time ?? TimeProvider.System);
        try
        {
            var plan = import.Plan(CancellationToken.None);
            if (plan.Refusals.Count > 0)
            {
                return new ImportOutcome(plan.Refusals, [], plan);
            }

            var receipts = import.Read(new ImportCounts(), CancellationToken.None).ToList();
            return new ImportOutcome(
                [.. receipts.Select(receipt => receipt.Fault).OfType<string>()],
                [.. receipts.Where(receipt => receipt.Fault is null).Select(receipt => JsonDocument.Parse(receipt.Json).RootElement)],
                plan);
        }
        catch (ImportRefusedException refusal)
        {
            return new ImportOutcome([refusal.Message], [], null);
        }
    }

    /// <summary>Revenue in minor units by business date, from the documents alone and by code of this test's own.</summary>
    internal Dictionary<string, long> Revenue(string? store = null) => Sales.Where(sale => store is null || sale.GetProperty("storeId").GetString() == store)
        .GroupBy(sale => Text(sale, "businessDate") ?? Text(sale, "soldAt")![..10], StringComparer.Ordinal)
        .ToDictionary(day => day.Key, day => day.Sum(RevenueOf), StringComparer.Ordinal);

    internal decimal Units(string? store = null) => Sales.Where(sale => store is null || sale.GetProperty("storeId").GetString() == store)
        .Sum(sale => Sign(sale) * Lines(sale).Where(line => Text(line, "kind") is null).Sum(line => Sign(sale, line) * line.GetProperty("quantity").GetDecimal()));

    static long RevenueOf(JsonElement sale) => Sign(sale) * (Lines(sale).Where(line => Text(line, "kind") is not ("giftCard" or "prepayment")).Sum(line => Sign(sale, line) * AmountOf(line)) - Number(sale, "discountMinor"));

    static long AmountOf(JsonElement line) => line.TryGetProperty("amountMinor", out var amount)
        ? amount.GetInt64()
        : (long)Math.Round(line.GetProperty("quantity").GetDecimal() * line.GetProperty("unitPriceMinor").GetInt64(), MidpointRounding.AwayFromZero) - Number(line, "discountMinor");

    static int Sign(JsonElement sale) => Text(sale, "type") switch { "return" => -1, "void" => 0, _ => 1 };

    static int Sign(JsonElement sale, JsonElement line) => Text(sale, "type") != "return" && line.TryGetProperty("returned", out var returned) && returned.GetBoolean() ? -1 : 1;

    static JsonElement.ArrayEnumerator Lines(JsonElement sale) => sale.TryGetProperty("lines", out var lines) ? lines.EnumerateArray() : default;

    static long Number(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetInt64() : 0;

    internal static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;
}

/// <summary>A file of the folder cases with what is right.</summary>
sealed record ImportCase(string Id, string Title, string File, IReadOnlyList<string> Opts, IReadOnlyDictionary<string, long>? Exp, decimal? Units, string? Store)
{
    static readonly string Folder = FolderOf("Import", "cases");

    internal static IReadOnlyList<ImportCase> All { get; } =
        JsonSerializer.Deserialize<List<ImportCase>>(System.IO.File.ReadAllText(Path.Combine(Folder, "cases.json")), JsonSerializerOptions.Web)!;

    internal string FullPath => Path.Combine(Folder, "in", File);

    internal ImportOutcome Run() => ImportOutcome.Of(FullPath, Settings(Opts));

    /// <summary>The options of the command that the cases use.</summary>
    internal static ImportSettings Settings(IReadOnlyList<string> options)
    {
        var settings = new ImportSettings();
        for (var index = 0; index < options.Count; index++)
        {
            settings = options[index] switch
            {
                "--set" => settings with { Set = [.. settings.Set, options[++index]] },
                "--map" => settings with { Map = [.. settings.Map, options[++index]] },
                "--currency" => settings with { Set = [.. settings.Set, "currency=" + options[++index]] },
                "--zone" => settings with { Zones = [.. settings.Zones, options[++index]] },
                "--time-format" => settings with { TimeFormat = options[++index] },
                "--decimal-comma" => settings with { DecimalMark = ',' },
                "--decimal-point" => settings with { DecimalMark = '.' },
                "--preset" => settings with { Preset = options[++index] },
                "--fill-down" => settings with { FillDown = true },
                "--encoding" => settings with { Encoding = options[++index] },
                "--only" => settings with { Only = [.. settings.Only, options[++index]] },
                "--skip" => settings with { Skip = [.. settings.Skip, options[++index]] },
                "--ignore" => settings with { Ignore = [.. settings.Ignore, options[++index]] },
                "--id-prefix" => settings with { IdPrefix = options[++index] },
                "--day-start" => settings with { DayStart = TimeSpan.Parse(options[++index], System.Globalization.CultureInfo.InvariantCulture) },
                "--discount-per" => settings with { DiscountPerUnit = options[++index] == "unit" },
                "--header-row" => settings with { HeaderRow = int.Parse(options[++index], System.Globalization.CultureInfo.InvariantCulture) },
                "--quantity-unit" => settings with { QuantityUnit = options[++index] == "thousandth" ? 1000 : 100 },
                "--no-check" => settings with { Check = false },
                var unknown => throw new ArgumentException($"The cases do not use {unknown}.", nameof(options)),
            };
        }

        return settings;
    }

    static string FolderOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "GadgetSales.Tests.csproj")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside their checkout.");
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
