using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Cli;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

/// <summary>
/// A sale's whole way with Store=Aws: the service as it ships, DynamoDB's protocol, Kinesis's, the function as Lambda starts it, Athena's protocol.
/// Between them <see cref="AwsFeed"/> carries what AWS would, in AWS's disorder. The embedded store gets the same sales and must answer the same.
/// </summary>
[Slow]
public sealed class AwsEndToEndTests : IAsyncLifetime
{
    /// <summary>Set by check-aws.sh: all of the half year instead of a sample.</summary>
    const string AllVariable = "GADGETSALES_AWS_ALL";

    /// <summary>In the sample: one order of a hundred, of these months.</summary>
    const int SampleShare = 100;

    static readonly string[] SampleMonths = ["2019-03", "2019-04", "2019-05"];

    static readonly string[] Questions =
    [
        "/v1/insights/sales?measures=revenue,grossRevenue,discount,returns,units,transactions,averageBasket&groupBy=category&grain=day&from=2019-02-20&to=2019-04-30&currency=USD",
        "/v1/insights/sales?measures=revenue,transactions&groupBy=store,currency&grain=week&from=2019-03-01&to=2019-03-31&compare=previous-period",
        "/v1/insights/sales?measures=units&groupBy=register,channel,sku&from=2019-02-20&to=2019-04-30",
        "/v1/insights/sales?measures=averageBasket&grain=hour&from=2019-03-05&to=2019-03-12&store=NYC&currency=EUR",
        "/v1/projections/sales?measure=revenue&grain=day&horizon=7&groupBy=category&asOf=2019-04-15&currency=USD&history=10",
    ];

    static readonly string[] HalfYearQuestions =
    [
        "/v1/insights/sales?measures=revenue,grossRevenue,discount,returns,units,transactions,averageBasket&grain=month&from=2019-01-01&to=2019-06-30",
        "/v1/insights/sales?measures=revenue,units,transactions&groupBy=store,category&grain=day&from=2019-01-01&to=2019-06-30",
        "/v1/insights/sales?measures=revenue,units,returns&groupBy=sku&grain=week&from=2019-01-01&to=2019-06-30&compare=previous-period",
        "/v1/insights/sales?measures=revenue,transactions&grain=hour&from=2019-04-01&to=2019-04-30&store=NYC",
        "/v1/projections/sales?measure=revenue&grain=day&horizon=28&groupBy=category&asOf=2019-05-31&history=60",
        "/v1/projections/sales?measure=units&grain=week&horizon=4&groupBy=store&asOf=2019-05-31&history=20",
    ];

    readonly TempDirectory _folder = new();
    ParquetFolder _bucket = null!;
    DynamoTable _table = null!;
    FakeAthena _athena = null!;
    ApiHost _aws = null!;
    ApiHost _embedded = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = new ParquetFolder(_folder.File("sale_lines"));
        _table = await DynamoTable.CreateAsync();
        _athena = await FakeAthena.StartAsync(_bucket.Path);
        // The feed of this test says nothing of how far it is: it carries everything before the questions are asked.
        var carried = new FixedPipeline { Status = new PipelineStatus(TimeProvider.System.GetUtcNow().AddDays(1), []) };
        _aws = ApiHost.Start(
            services => services.AddSingleton<IPipelineStatus>(carried),
        [
            ("Store", "Aws"), ("Aws:Table", _table.Name), .. DynamoTable.Settings(_table.Endpoint).Select(each => (each.Key, each.Value)), .. _athena.Settings,
        ]);
        _embedded = ApiHost.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        await _embedded.DisposeAsync();
        await _table.DisposeAsync();
        await _athena.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Insights_and_projections_are_the_same_from_the_AWS_store_as_from_the_embedded_one()
    {
        foreach (var host in new[] { _aws, _embedded })
        {
            var sales = Sales().ToList();
            await PostAsync(host, sales);
            await PostAsync(host, [.. sales.Where((_, index) => index % 5 == 0).Select(sale => SampleSales.Void(sale))]);
        }

        await AwsFeed.CarryAsync(_table, _bucket, deliveries: 2, batchRecords: 40);
        await CompareAsync(Questions);

        await _aws.Client.GetStringAsync("/v1/catalog");
        var sent = _athena.Calls.Where(call => call.Operation == "StartQueryExecution").Select(call => call.Body["QueryString"]!.GetValue<string>()).ToList();
        Assert.All(await TrinoLint.FindFaultsAsync(sent), fault => Assert.Null(fault));
    }

    [Fact]
    public async Task Half_a_year_of_sales_with_voids_and_returns_is_the_same_in_both_stores()
    {
        var started = Stopwatch.GetTimestamp();
        var all = Environment.GetEnvironmentVariable(AllVariable) == "1";
        var (file, orders) = Read(SharedFile.Require("data", "gadget_sales_2019_h1.csv.gz"), all);
        foreach (var host in new[] { _aws, _embedded })
        {
            var run = await CliRun.OfAsync(["import", file, "--api", host.Address.ToString(), "--currency", "USD", "--rejected", _folder.File("rejected.csv")]);
            Assert.True(run.ExitCode == 0 && run.Figure("recorded") == orders.Count, run.Out + run.Error);
            await PostAsync(host, await TakenBackAsync(host, orders));
        }

        var carried = await AwsFeed.CarryAsync(_table, _bucket, deliveries: all ? 8 : 2, batchRecords: 10_000);
        var lines = await CompareAsync(HalfYearQuestions);

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{orders.Count:N0} sales imported, {carried.Items:N0} items in the table, {carried.Records:N0} stream records, {carried.Invocations:N0} invocations, "
            + $"{carried.Rows:N0} rows delivered, {lines:N0} lines in both lakes, {HalfYearQuestions.Length} questions, differences: 0, "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
    }

    /// <summary>Waits for the embedded lake, then compares all lines and the answers. Returns the number of lines.</summary>
    async Task<int> CompareAsync(string[] questions)
    {
        await Eventually.TrueAsync(async () => await PendingAsync(_embedded.Client) == 0, "the embedded lake has all sales");
        var (expected, actual) = (await LinesAsync(_embedded), await LinesAsync(_aws));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, actual);
        foreach (var question in questions)
        {
            var (rows, same) = (await AnswerAsync(_embedded.Client, question), await AnswerAsync(_aws.Client, question));
            Assert.True(rows.Length > 100, $"{question}\n{rows}");
            Assert.Equal(rows, same);
        }

        return expected.Count;
    }

    /// <summary>Every line of the lake, but for what differs between two recordings of a sale.</summary>
    static async Task<List<string>> LinesAsync(ApiHost host)
    {
        var columns = LakeSchema.Fields.Select(field => field.Name).Except(["recorded_at", "committed_at", "version", "event_id"]);
        var sql = $"SELECT {string.Join(", ", columns)} FROM {LakeSchema.View} ORDER BY sale_id, line_number";
        var answer = await host.Services.GetRequiredService<ILakeReader>().QueryAsync(new LakeQuery(sql, []), TestContext.Current.CancellationToken);
        return [.. answer.Rows.Select(row => string.Join('|', row))];
    }

    /// <summary>The file, or the sample of it, in a file of its own, and the ids of its orders.</summary>
    (string File, IReadOnlyList<string> Orders) Read(string gzippedCsv, bool all)
    {
        using var source = new StreamReader(new GZipStream(File.OpenRead(gzippedCsv), CompressionMode.Decompress));
        var path = _folder.File("orders.csv");
        using var sample = new StreamWriter(path);
        sample.WriteLine(source.ReadLine());
        var orders = new HashSet<string>(StringComparer.Ordinal);
        while (source.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            if (all || (int.Parse(fields[0]) % SampleShare == 0 && SampleMonths.Contains(fields[3][..7])))
            {
                sample.WriteLine(line);
                orders.Add(fields[0]);
            }
        }

        return (path, [.. orders]);
    }

    /// <summary>Of the recorded sales a few are cancelled and a few come back.</summary>
    static async Task<List<Sale>> TakenBackAsync(ApiHost host, IReadOnlyList<string> orders)
    {
        var ledger = host.Services.GetRequiredService<Core.Ledger.ISalesLedger>();
        var takenBack = new List<Sale>();
        foreach (var order in orders.Where((_, index) => index % 25 == 0))
        {
            var sale = (await ledger.FindAsync(order, TestContext.Current.CancellationToken))!.Sale;
            takenBack.Add(takenBack.Count % 2 == 0 ? SampleSales.Void(sale) : sale with { SaleId = sale.SaleId + ":back", Type = SaleType.Return, OriginalSaleId = sale.SaleId });
        }

        return takenBack;
    }

    static async Task PostAsync(ApiHost host, IReadOnlyList<Sale> sales)
    {
        foreach (var batch in sales.Chunk(1000))
        {
            var json = $"[{string.Join(',', batch.Select(SaleText.Canonical))}]";
            using var response = await host.Client.PostAsync("/v1/sales/batch", new StringContent(json, Encoding.UTF8, "application/json"));
            var answer = await response.Content.ReadAsStringAsync();
            Assert.True(JsonElement.Parse(answer).GetProperty("recorded").GetInt32() == batch.Length, answer);
        }
    }

    /// <summary>Ten weeks of two stores: every seventh a return, every sixth in euro, some without register.</summary>
    static IEnumerable<Sale> Sales() => Enumerable.Range(0, 120).Select(number =>
    {
        var day = new DateOnly(2019, 2, 20).AddDays(number / 2);
        return (number % 7 == 0 ? SampleSales.Return($"A:{number}", original: null) : SampleSales.Sale($"A:{number}")) with
        {
            StoreId = number % 3 == 0 ? "NYC" : "LA-01",
            RegisterId = number % 4 == 0 ? null : "R2",
            ReceiptNumber = number + 1,
            Currency = number % 6 == 0 ? "EUR" : "USD",
            BusinessDate = day,
            SoldAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(8 + (number % 12), 30)), TimeSpan.FromHours(-5)),
        };
    });

    static async Task<int> PendingAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/v1/pipeline")).GetProperty("pending").GetInt32();

    static async Task<string> AnswerAsync(HttpClient client, string question)
    {
        using var response = await client.GetAsync(question);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{question}\n{text}");
        var answer = JsonElement.Parse(text);
        return answer.GetProperty(question.Contains("projections", StringComparison.Ordinal) ? "series" : "rows").GetRawText();
    }
}
