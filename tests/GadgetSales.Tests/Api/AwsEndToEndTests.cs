using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Lambda;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>
/// A sale's whole way with Store=Aws: the service as it ships, DynamoDB's protocol, the function, Athena's protocol. Between them stand-ins carry what
/// AWS would: the table's items as stream records in both documented shapes, repeated and in disorder, a delivery that is retried, Parquet in folders of days.
/// </summary>
public sealed class AwsEndToEndTests : IAsyncLifetime
{
    static readonly string[] Questions =
    [
        "/v1/insights/sales?measures=revenue,grossRevenue,discount,returns,units,transactions,averageBasket&groupBy=category&grain=day&from=2019-02-20&to=2019-04-30&currency=USD",
        "/v1/insights/sales?measures=revenue,transactions&groupBy=store,currency&grain=week&from=2019-03-01&to=2019-03-31&compare=previous-period",
        "/v1/insights/sales?measures=units&groupBy=register,channel,sku&from=2019-02-20&to=2019-04-30",
        "/v1/insights/sales?measures=averageBasket&grain=hour&from=2019-03-05&to=2019-03-12&store=NYC&currency=EUR",
        "/v1/projections/sales?measure=revenue&grain=day&horizon=7&groupBy=category&asOf=2019-04-15&currency=USD&history=10",
    ];

    readonly TempDirectory _folder = new();
    ParquetFolder _bucket = null!;
    DynamoTable _table = null!;
    FakeAthena _athena = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = new ParquetFolder(_folder.File("sale_lines"));
        _table = await DynamoTable.CreateAsync();
        _athena = await FakeAthena.StartAsync(_bucket.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _athena.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Insights_and_projections_are_the_same_from_the_AWS_store_as_from_the_embedded_one()
    {
        await using var aws = ApiHost.Start(
        [
            ("Store", "Aws"), ("Aws:Table", _table.Name), .. DynamoTable.Settings(_table.Endpoint).Select(each => (each.Key, each.Value)), .. _athena.Settings,
        ]);
        await using var embedded = ApiHost.Start();
        await PostAsync(aws.Client);
        await PostAsync(embedded.Client);

        await CarryAsync();
        await Eventually.TrueAsync(async () => await PendingAsync(embedded.Client) == 0, "the embedded lake has all sales");

        foreach (var question in Questions)
        {
            var (expected, actual) = (await AnswerAsync(embedded.Client, question), await AnswerAsync(aws.Client, question));
            Assert.True(expected.Length > 100, $"{question}\n{expected}");
            Assert.Equal(expected, actual);
        }

        await aws.Client.GetStringAsync("/v1/catalog");
        var sent = _athena.Calls.Where(call => call.Operation == "StartQueryExecution").Select(call => call.Body["QueryString"]!.GetValue<string>()).ToList();
        Assert.All(await TrinoLint.FindFaultsAsync(sent), fault => Assert.Null(fault));
    }

    /// <summary>What lies between the table and the lake.</summary>
    async Task CarryAsync()
    {
        using var function = new TestFunction();
        var broken = 1;
        var firehose = new FakeFirehose(@event => broken-- > 0 ? throw new TimeoutException("Task timed out") : function.TransformAsync(@event)) { BatchRecords = 40 };
        var records = (await ItemsAsync()).Select((item, index) => StreamRecords.Of(ChangeType.Insert, item, null, (StreamShape)(index % 3))).ToList();
        foreach (var index in Enumerable.Range(0, records.Count).Concat(Enumerable.Range(0, records.Count).Where(index => index % 4 == 0)).OrderBy(index => index * 37 % 101))
        {
            firehose.Put(records[index]);
        }

        await firehose.DeliverAsync();
        Assert.Empty(firehose.Errors);
        foreach (var (folder, rows) in firehose.Partitions)
        {
            _bucket.Deliver(folder, string.Join('\n', rows));
        }
    }

    /// <summary>The table as its stream tells it, in DynamoDB's own JSON.</summary>
    async Task<List<JsonObject>> ItemsAsync()
    {
        var request = new ScanRequest { TableName = _table.Name, ConsistentRead = true };
        var items = new List<JsonObject>();
        do
        {
            var page = await _table.Client.ScanAsync(request);
            items.AddRange(page.Items.Select(Members));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    static JsonObject Members(Dictionary<string, AttributeValue> item) =>
        new(item.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Typed(member.Value))));

    static JsonObject Typed(AttributeValue value) =>
        value.S is { } text ? new() { ["S"] = text }
        : value.N is { } number ? new() { ["N"] = number }
        : value.BOOL is { } flag ? new() { ["BOOL"] = flag }
        : value.L is { } list ? new() { ["L"] = new JsonArray([.. list.Select(each => (JsonNode)Typed(each))]) }
        : value.M is { } map ? new() { ["M"] = Members(map) }
        : new() { ["NULL"] = true };

    static async Task PostAsync(HttpClient client)
    {
        var sales = Sales().ToList();
        var voids = sales.Where((_, index) => index % 5 == 0).Select(sale => SampleSales.Void(sale));
        foreach (var batch in new[] { sales, voids })
        {
            var json = $"[{string.Join(',', batch.Select(SaleText.Canonical))}]";
            using var response = await client.PostAsync("/v1/sales/batch", new StringContent(json, Encoding.UTF8, "application/json"));
            var answer = await response.Content.ReadAsStringAsync();
            Assert.True(JsonElement.Parse(answer).GetProperty("recorded").GetInt32() == batch.Count(), answer);
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
