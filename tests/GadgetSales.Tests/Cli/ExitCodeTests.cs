using System.IO.Compression;
using System.Text;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class ExitCodeTests : IAsyncLifetime
{
    const string File = "sale_id,sold_at,store_id,sku,quantity,unit_price,currency\nA,2019-04-19T08:46:00-05:00,S1,X,1,1,USD\n";

    readonly TempDirectory _folder = new();
    SalesServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SalesServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("--map", "colour=a", "'colour' is not a field")]
    [InlineData("--map", "sku=article", "the file has no column 'article'. It has: sale_id")]
    [InlineData("--zone", "Mars/Base", "--zone Mars/Base: the time zone is unknown")]
    [InlineData("--store-from", "sku", "write COLUMN:REGEX")]
    [InlineData("--store-from", "sku:(", "--store-from sku:(")]
    [InlineData("--batch-size", "1001", "--batch-size 1001: give 1 to 1000")]
    [InlineData("--api", "localhost", "--api localhost is not an address")]
    [InlineData("--retry-for", "soon", "'soon' is not a duration")]
    [InlineData("--price-unit", "cents", "'cents' not recognized")]
    [InlineData("--colour", "red", "'--colour'")]
    public async Task A_wrong_option_ends_with_2_and_is_named(string option, string value, string said)
    {
        string[] api = option == "--api" ? [] : ["--api", _server.Address];
        var run = await CliRun.OfAsync(["import", "-", option, value, .. api], File);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Sales);
    }

    [Theory]
    [InlineData("sale_id,sold_at,store_id,sku,quantity,unit_price\n", "No column holds the currency: give --currency USD")]
    [InlineData("sale_id,sold_at,store_id,sku,quantity,currency\n", "No column holds the price")]
    [InlineData("sale_id,sold_at,store_id,sku,quantity,unit_price,currency, Unit_Price\n", "The file has several columns 'unit_price'")]
    [InlineData("sale_id,sold_at,sku,quantity,unit_price,currency\n", "--set store_id=ID or --store-from")]
    [InlineData("sold_at,store_id,sku,quantity,unit_price,currency\n", "give --map sale_id=COLUMN")]
    [InlineData("", "is empty: a header row is needed")]
    public async Task A_file_without_a_column_that_is_needed_ends_with_2_and_the_option_to_give(string file, string said)
    {
        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address], file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2_and_no_stack_trace()
    {
        var run = await CliRun.OfAsync(["import", _folder.File("none.csv"), "--api", _server.Address]);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_file_that_breaks_off_ends_with_2()
    {
        var path = _folder.File("broken.csv.gz");
        await System.IO.File.WriteAllBytesAsync(path, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["import", path, "--api", _server.Address]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("broken.csv.gz", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_file_that_ends_early_never_counts_as_imported_whole()
    {
        var path = _folder.File("cut.csv.gz");
        var whole = new MemoryStream();
        await using (var zip = new GZipStream(whole, CompressionLevel.NoCompression))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes(File + File.Split('\n')[1].Replace('A', 'B')), TestContext.Current.CancellationToken);
        }

        await System.IO.File.WriteAllBytesAsync(path, whole.ToArray()[..^12], TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["import", path, "--api", _server.Address]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("truncated data", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_with_3()
    {
        var run = await CliRun.OfAsync(["import", "-", "--api", "http://127.0.0.1:9", "--retry-for", "10ms"], File);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("http://127.0.0.1:9/ cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_ends_with_3_and_says_which_scope_is_needed()
    {
        _server.Faults.Enqueue((403, null));

        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address], File);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("sales:write", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_the_environment_is_sent_and_the_option_wins()
    {
        var environment = new Dictionary<string, string> { ["GADGETSALES_KEY"] = "from-environment" };

        await CliRun.OfAsync(["import", "-", "--api", _server.Address], File, environment);
        await CliRun.OfAsync(["import", "-", "--api", _server.Address, "--key", "from-option"], File, environment);

        Assert.Equal(["Bearer from-environment", "Bearer from-option"], _server.Authorizations);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("simulate")]
    public async Task Help_ends_with_0_and_has_examples(string command)
    {
        var run = await CliRun.OfAsync([command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"gadgetsales {command} ", run.Out, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Out, StringComparison.Ordinal);
    }
}
