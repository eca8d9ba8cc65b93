using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

/// <summary>Files as they come from the field.</summary>
public sealed class RealFileImportTests : IDisposable
{
    static readonly string[] FieldOptions =
    [
        "--currency", "USD", "--time-format", "MM/dd/yy HH:mm", "--store-from", "Purchase Address:, ([A-Z]{2}) \\d{5}$", "--zone", "CA=America/Los_Angeles",
        "--zone", "OR=America/Los_Angeles", "--zone", "WA=America/Los_Angeles", "--zone", "TX=America/Chicago", "--zone", "*=America/New_York",
    ];

    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Half_a_year_of_sales_imports_with_a_short_command_line()
    {
        var file = SharedFile.Require("data", "gadget_sales_2019_h1.csv.gz");
        await using var server = await SalesServer.StartAsync();

        var run = await CliRun.OfAsync(["import", file, "--api", server.Address, "--currency", "USD", "--rejected", _folder.File("rejected.csv")]);

        Assert.Equal((0, 85_202, 81_660, 81_660, 0), (run.ExitCode, run.Figure("lines read"), run.Figure("sales"), run.Figure("recorded"), run.Figure("rejected")));
        Assert.Equal(1_594_378_849, server.Sales.Values.Sum(sale => sale.Lines.Sum(line => line.AmountMinor)));
        Assert.Equal(95_794, server.Sales.Values.Sum(sale => sale.Lines.Sum(line => line.Quantity)));
        Assert.Equal(9_262, server.Sales.Values.Count(sale => sale.BusinessDate is { Year: 2019, Month: 1 }));
    }

    [Fact]
    public async Task A_file_from_the_field_imports_with_its_blank_lines_and_repeated_headers_counted()
    {
        var file = SharedFile.Require("data", "raw", "Sales_April_2019.csv.gz");
        await using var server = await SalesServer.StartAsync();

        var run = await CliRun.OfAsync(["import", file, "--api", server.Address, "--rejected", _folder.File("rejected.csv"), .. FieldOptions]);

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Equal((18_289, 59, 35), (run.Figure("lines read"), run.Figure("skipped blank"), run.Figure("skipped headers")));
        Assert.Equal(18_289, server.Sales.Values.Sum(sale => sale.Lines.Count));
        Assert.Equal(["CA", "GA", "MA", "ME", "NY", "OR", "TX", "WA"], server.Sales.Values.Select(sale => sale.StoreId).Distinct().Order());
    }

    [Fact]
    public async Task A_file_from_the_field_gets_its_stores_zone_and_one_price_for_700_and_700_0()
    {
        var file = SharedFile.Require("data", "raw", "Sales_April_2019.csv.gz");
        await using var server = await SalesServer.StartAsync();

        await CliRun.OfAsync(["import", file, "--api", server.Address, "--rejected", _folder.File("rejected.csv"), .. FieldOptions]);

        Assert.Equal(new DateTimeOffset(2019, 4, 19, 8, 46, 0, TimeSpan.FromHours(-5)), server.Sales["176558"].SoldAt);
        Assert.Equal(new DateTimeOffset(2019, 4, 12, 14, 38, 0, TimeSpan.FromHours(-7)), server.Sales["176560"].SoldAt);
        Assert.Equal(
            [70_000L],
            server.Sales.Values.SelectMany(sale => sale.Lines).Where(line => line.Sku == "iphone").Select(line => line.UnitPriceMinor).Distinct());
        Assert.Contains(server.Sales.Values, sale => sale.Lines.Select(line => line.Sku).Distinct().Count() < sale.Lines.Count);
    }

    [Fact]
    public async Task A_file_from_the_field_without_a_time_format_stops_and_says_what_to_give()
    {
        var file = SharedFile.Require("data", "raw", "Sales_April_2019.csv.gz");
        await using var server = await SalesServer.StartAsync();

        var run = await CliRun.OfAsync(["import", file, "--api", server.Address, "--currency", "USD", "--set", "store_id=US", "--rejected", _folder.File("rejected.csv")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--time-format", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Sales);
    }
}
