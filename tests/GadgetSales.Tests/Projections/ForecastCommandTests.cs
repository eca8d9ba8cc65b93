using System.Globalization;
using System.IO.Compression;
using GadgetSales.Cli.Forecasting;
using GadgetSales.Cli.Shell;
using GadgetSales.Tests.Cli;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Projections;

public sealed class ForecastCommandTests : IDisposable
{
    const string Good = """{"id":"shop-1","y":[5,6,7,8,7,6,5,6,7,8,7,6],"h":3,"periods":[7],"note":"ours"}""";

    readonly TempDirectory folder = new();

    [Fact]
    public async Task Every_step_of_every_series_becomes_a_row_in_the_order_of_the_tasks()
    {
        var rows = await ForecastAsync("tasks.ndjson", "forecasts.csv", [Good, "", Good.Replace("shop-1", "shop, 2", StringComparison.Ordinal)]);

        Assert.Equal("series_id,h,point,lo95,hi95", rows[0]);
        Assert.Equal(["shop-1,1,", "shop-1,2,", "shop-1,3,"], rows[1..4].Select(row => row[..9]));
        Assert.StartsWith("\"shop, 2\",1,", rows[4], StringComparison.Ordinal);
        Assert.Equal(7, rows.Length);
        double[] numbers = [.. rows[1].Split(',')[2..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.True(numbers[1] <= numbers[0] && numbers[0] <= numbers[2]);
    }

    [Fact]
    public async Task Files_ending_in_gz_are_compressed_both_ways()
    {
        var plain = await ForecastAsync("tasks.ndjson", "forecasts.csv", [Good]);
        var compressed = await ForecastAsync("tasks.ndjson.gz", "forecasts.csv.gz", [Good]);

        Assert.Equal(plain, compressed);
    }

    [Fact]
    public async Task The_level_names_the_columns()
    {
        var rows = await ForecastAsync("tasks.ndjson", "forecasts.csv", [Good], level: 80);

        Assert.Equal("series_id,h,point,lo80,hi80", rows[0]);
    }

    [Theory]
    [InlineData("[1]", "JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"y":[1],"h":3}""", "\"id\"")]
    [InlineData("""{"id":"","y":[1],"h":3}""", "\"id\"")]
    [InlineData("""{"id":"a","h":3}""", "\"y\"")]
    [InlineData("""{"id":"a","y":[1,"2"],"h":3}""", "\"y\" must hold numbers, but element 1 is \"2\"")]
    [InlineData("""{"id":"a","y":[1]}""", "\"h\"")]
    [InlineData("""{"id":"a","y":[1],"h":0}""", "\"h\"")]
    [InlineData("""{"id":"a","y":[1],"h":3,"periods":[1]}""", "\"periods\"")]
    [InlineData("""{"id":"\ud800","y":[1],"h":3}""", "half of a surrogate pair")]
    [InlineData(Good, "\"id\" repeats \"shop-1\" of line 1")]
    public async Task A_line_that_breaks_the_format_is_named_with_its_field_and_nothing_is_written(string line, string named)
    {
        var error = await Assert.ThrowsAsync<TaskFileException>(() => ForecastAsync("tasks.ndjson", "forecasts.csv", [Good, line]));

        Assert.StartsWith("line 2 ", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal(["tasks.ndjson"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_failed_run_is_told_by_the_exit_code_and_in_one_line()
    {
        await File.WriteAllTextAsync(folder.File("tasks.ndjson"), "{}", TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["forecast", "--input", folder.File("tasks.ndjson"), "--output", folder.File("forecasts.csv")]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Cannot forecast: line 1 field \"id\" must be a text", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_run_says_how_much_it_did()
    {
        await File.WriteAllTextAsync(folder.File("tasks.ndjson"), Good, TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["forecast", "--input", folder.File("tasks.ndjson"), "--output", folder.File("forecasts.csv")]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("1 series projected", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--level", "100")]
    [InlineData("--level", "abc")]
    [InlineData("--parallel", "0")]
    [InlineData("--parallel", "two")]
    [InlineData("--input", "nowhere.ndjson")]
    public async Task Options_out_of_range_are_refused_by_name(string option, string value)
    {
        var run = await CliRun.OfAsync(["forecast", "--output", folder.File("forecasts.csv"), option, value]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(option == "--input" ? value : option, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    async Task<string[]> ForecastAsync(string input, string output, string[] tasks, double level = 95)
    {
        var (from, to) = (folder.File(input), folder.File(output));
        await using (var file = File.Create(from))
        await using (var stream = input.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file)
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', tasks)), TestContext.Current.CancellationToken);
        }
        await new ForecastRun(new(from), new(to), level, 2).RunAsync(new Progress<double>(), TestContext.Current.CancellationToken);
        await using var written = File.OpenRead(to);
        using var reader = CompressibleFile.Read(written);
        return (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
    }
}
