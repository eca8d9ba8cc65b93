using System.Text;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Lambda;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Cli;

public sealed class ReplayTests : IDisposable
{
    readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_a_broken_function_let_fall_reaches_the_lake_after_a_replay()
    {
        var broken = new FakeFirehose(_ => throw new InvalidOperationException("broken"));
        foreach (var sale in SampleSales.Many(3))
        {
            broken.Put(StreamRecords.Insert(TestFunction.Recorded(sale)));
        }

        await broken.DeliverAsync();
        broken.WriteErrors(_directory.Path);

        using var mended = await ReplayAsync("changes", 3);

        Assert.Equal(6, Assert.Single(mended.Firehose.Partitions).Value.Count);
        Assert.Empty(mended.Firehose.Errors);
    }

    [Fact]
    public async Task Rows_that_found_no_open_partition_reach_the_lake_after_a_replay()
    {
        using var function = new TestFunction();
        var crowded = new FakeFirehose(function.TransformAsync) { MaxPartitions = 1 };
        foreach (var sale in SampleSales.Many(2))
        {
            crowded.Put(StreamRecords.Insert(TestFunction.Recorded(sale with { BusinessDate = sale.BusinessDate.AddDays((int)sale.ReceiptNumber!) })));
        }

        await crowded.DeliverAsync();
        crowded.WriteErrors(_directory.Path);

        using var later = await ReplayAsync("finished rows", 1);

        Assert.Equal("sale_date=2019-04-21", Assert.Single(later.Firehose.Partitions).Key);
    }

    [Fact]
    public async Task Rows_beyond_1_MB_are_parted_between_documents()
    {
        var sale = SampleSales.Sale() with
        {
            StoreId = new string('商', 64),
            Lines = [.. Enumerable.Range(1, 1500).Select(number => new SaleLine { Sku = $"A{number}", Name = new string('x', 200), Quantity = 1, UnitPriceMinor = 1 })],
        };
        using var function = new TestFunction();
        var closed = new FakeFirehose(function.TransformAsync) { MaxPartitions = 0 };
        closed.Put(StreamRecords.Insert(TestFunction.Recorded(sale)));
        await closed.DeliverAsync();
        closed.WriteErrors(_directory.Path);

        using var later = await ReplayAsync("finished rows", 1);

        Assert.Equal(1500, Assert.Single(later.Firehose.Partitions).Value.Count);
        Assert.All(Records(), record => Assert.InRange(record.Data.Length, 1, 1_000_000));
    }

    [Fact]
    public async Task A_request_holds_500_records_at_most()
    {
        var lines = string.Concat(Enumerable.Repeat(Line(Encoding.UTF8.GetBytes("""{"dynamodb":{"Keys":{"sale_id":{"S":"A:1"}}}}""")), 501));

        var run = await CliRun.OfAsync(["replay", "-", "--to", _directory.File("requests")], lines);

        Assert.Equal((0, 2), (run.ExitCode, Requests().Count()));
        Assert.All(Records(), record => Assert.Equal("A:1", record.PartitionKey));
    }

    [Fact]
    public async Task What_is_neither_a_change_nor_rows_is_left_out_and_named()
    {
        var input = Line("garbage"u8.ToArray()) + "no json\n" + "{}\n" + Line("{}"u8.ToArray()) + Line(Encoding.UTF8.GetBytes("""{"dynamodb":{"Keys":{"sale_id":{"S":"A:1"}}}}"""));

        var run = await CliRun.OfAsync(["replay", "-", "--to", _directory.File("requests")], input);

        Assert.Equal((1, 4L, 1L), (run.ExitCode, run.Figure("left out"), run.Figure("changes")));
        Assert.Contains("standard input:2", run.Error, StringComparison.Ordinal);
        Assert.Single(Records());
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_refused()
    {
        File.WriteAllText(_directory.File("old"), "");

        var run = await CliRun.OfAsync(["replay", "-", "--to", _directory.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--to", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_refused()
    {
        Assert.Equal(2, (await CliRun.OfAsync(["replay", _directory.File("none"), "--to", _directory.File("requests")])).ExitCode);
    }

    /// <summary>Runs the command over the folder and delivers what it wrote.</summary>
    async Task<TestFunction> ReplayAsync(string figure, int expected)
    {
        var run = await CliRun.OfAsync(["replay", _directory.File("errors"), "--to", _directory.File("requests")]);
        Assert.Equal((0, expected), (run.ExitCode, run.Figure(figure)));
        var function = new TestFunction();
        foreach (var (_, data) in Records())
        {
            function.Firehose.Put(data);
        }

        await function.Firehose.DeliverAsync();
        return function;
    }

    IEnumerable<string> Requests() => Directory.EnumerateFiles(_directory.File("requests")).Order(StringComparer.Ordinal);

    IEnumerable<PutRecord> Records() => Requests().SelectMany(file => JsonSerializer.Deserialize<PutRecord[]>(File.ReadAllText(file))!);

    static string Line(byte[] rawData) => JsonSerializer.Serialize(new { attemptsMade = 4, errorCode = "Lambda.FunctionError", rawData }) + "\n";

    sealed record PutRecord(string PartitionKey, byte[] Data);
}
