using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lambda;

public sealed class FirehoseTransformationTests : IDisposable
{
    readonly TestFunction _function = new();

    public void Dispose() => _function.Dispose();

    [Theory]
    [InlineData(StreamShape.Pipe)]
    [InlineData(StreamShape.Kinesis)]
    [InlineData(StreamShape.KinesisMicroseconds)]
    public async Task A_recorded_sale_becomes_a_row_a_line_in_the_folder_of_its_business_date(StreamShape shape)
    {
        var rows = await _function.RowsOfAsync(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Sale()), shape));

        Assert.Equal("sale_date=2019-04-19", Assert.Single(_function.Firehose.Partitions).Key);
        Assert.Equal([1, 2], rows.Select(row => (int)row["line_number"]!));
        Assert.Equal(["USB-C-CABLE", "BOSE-HEADSET"], rows.Select(row => (string?)row["sku"]));
        Assert.All(rows, row => Assert.Equal("INSERT", (string?)row["change_type"]));
    }

    [Fact]
    public void A_document_has_the_columns_of_the_lake_in_their_order()
    {
        var sale = SampleSales.Sale();
        var answer = _function.Answer(Event(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Void(sale) with { ReceiptNumber = 7 }, sale))));

        var documents = Documents(answer).ToList();

        Assert.Equal(2, documents.Count);
        Assert.All(documents, document => Assert.Equal(LakeSchema.Fields.Select(field => field.Name), document.Select(member => member.Key)));
    }

    [Fact]
    public void Documents_are_spelled_as_the_serde_reads_them()
    {
        var recorded = TestFunction.Recorded(SampleSales.Sale("A:1") with { RegisterId = null, ReceiptNumber = null, Channel = null, Lines = [new() { Sku = "Ü\"1", Quantity = 2, UnitPriceMinor = 1_000_000_000_000 }] });

        var data = Data(_function.Answer(Event(StreamRecords.Insert(recorded))));

        Assert.Equal(
            """
            {"sale_id":"A:1","line_number":1,"sale_type":"sale","store_id":"LA-01","sku":"Ü\"1","quantity":2,"unit_price_minor":1000000000000,"discount_minor":0,"amount_minor":2000000000000,"currency":"USD","sold_at":"2019-04-19 13:46:00","sold_at_local":"2019-04-19 08:46:00","recorded_at":"2019-04-19 13:46:01.25","change_type":"INSERT","version":1,"event_id":"event-A:1-Insert","sale_date":"2019-04-19"}

            """.ReplaceLineEndings("\n"),
            data);
    }

    [Fact]
    public async Task The_rows_are_the_facts_of_the_embedded_store()
    {
        var sale = SampleSales.Sale();
        var rows = await _function.RowsOfAsync(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Void(sale), sale)));

        var facts = SampleFacts.Of(SampleSales.Void(sale), original: sale);
        Assert.Equal(facts.Select(fact => (fact.LineNumber, fact.QuantityMilli, fact.AmountMinor, fact.RegisterId)), rows.Select(row => ((int)row["line_number"]!, (long)row["quantity_milli"]!, (long)row["amount_minor"]!, (string?)row["register_id"])));
    }

    [Fact]
    public async Task A_correction_gives_the_new_version()
    {
        var before = TestFunction.Recorded(SampleSales.Sale());
        var after = before with { Version = 2 };

        var rows = await _function.RowsOfAsync(StreamRecords.Modify(before, after));

        Assert.All(rows, row => Assert.Equal(("MODIFY", 2), ((string?)row["change_type"], (int)row["version"]!)));
    }

    [Fact]
    public async Task A_correction_that_moves_a_sale_to_another_day_is_refused_because_it_would_count_on_both()
    {
        var before = TestFunction.Recorded(SampleSales.Sale());
        var after = before with { Version = 2, Sale = before.Sale with { BusinessDate = before.Sale.BusinessDate.AddDays(1) } };

        Assert.Contains("business date", await _function.ReasonOfAsync(StreamRecords.Modify(before, after)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_sale_gives_its_rows_as_they_were_marked_as_removed()
    {
        var rows = await _function.RowsOfAsync(StreamRecords.Remove(TestFunction.Recorded(SampleSales.Sale())));

        Assert.Equal(["REMOVE", "REMOVE"], rows.Select(row => (string?)row["change_type"]));
    }

    [Theory]
    [InlineData("principalId")]
    [InlineData("PrincipalId")]
    public async Task An_expired_item_is_dropped_however_its_reader_spells_the_principal(string member)
    {
        var record = StreamRecords.Json(ChangeType.Remove, null, DynamoDbText.Image(TestFunction.Recorded(SampleSales.Sale())));
        record["userIdentity"] = new JsonObject { ["type"] = "Service", [member] = "dynamodb.amazonaws.com" };

        Assert.Empty(await _function.RowsOfAsync(DynamoDbText.Utf8(record)));

        Assert.Equal((1, 0), (_function.Firehose.Dropped, _function.Firehose.Errors.Count));
    }

    [Theory]
    [InlineData(ChangeType.Insert)]
    [InlineData(ChangeType.Remove)]
    public async Task The_marker_of_a_void_is_dropped(ChangeType type)
    {
        var sale = SampleSales.Sale();
        var marker = DynamoDbText.MarkerImage(TestFunction.Recorded(SampleSales.Void(sale), sale));

        Assert.Empty(await _function.RowsOfAsync(StreamRecords.Of(type, type == ChangeType.Insert ? marker : null, type == ChangeType.Remove ? marker : null)));

        Assert.Equal((1, 0), (_function.Firehose.Dropped, _function.Firehose.Errors.Count));
    }

    [Fact]
    public async Task A_record_that_is_not_understood_fails_alone()
    {
        foreach (var sale in SampleSales.Many(3))
        {
            _function.Firehose.Put(StreamRecords.Insert(TestFunction.Recorded(sale)));
            _function.Firehose.Put("not a record"u8.ToArray());
        }

        await _function.Firehose.DeliverAsync();

        Assert.Equal((3, 3, 1), (_function.Firehose.Delivered, _function.Firehose.Errors.Count, _function.Firehose.Invocations));
        Assert.All(_function.Firehose.Errors, error => Assert.Equal("not a record", Encoding.UTF8.GetString(error.RawData)));
    }

    [Theory]
    [InlineData("""{"eventID":"1","eventName":"INSERT"}""")]
    [InlineData("""{"eventID":"1","eventName":"INSERT","dynamodb":{"Keys":{}}}""")]
    [InlineData("""{"eventID":"1","eventName":"INSERT","dynamodb":{"NewImage":{}}}""")]
    [InlineData("""{"eventID":"1","eventName":"INSERT","dynamodb":[]}""")]
    [InlineData("""{"eventID":"1","eventName":"REFUND","dynamodb":{"NewImage":{}}}""")]
    [InlineData("""{"eventID":"1","dynamodb":{"NewImage":{"sale_id":{"S":"A"}}}} trailing""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("null")]
    public async Task What_is_no_change_of_a_sale_fails_with_a_reason(string record)
    {
        Assert.NotEmpty(await _function.ReasonOfAsync(Encoding.UTF8.GetBytes(record)));
    }

    [Fact]
    public async Task A_damaged_sale_fails_and_the_log_names_it_without_its_content()
    {
        var image = DynamoDbText.Image(TestFunction.Recorded(SampleSales.Sale()));
        image["version"] = new JsonObject { ["N"] = "1.5" };

        Assert.Contains("LA-01:R2:1043", await _function.ReasonOfAsync(StreamRecords.Of(ChangeType.Insert, image, null)), StringComparison.Ordinal);

        Assert.DoesNotContain("Bose", _function.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("25990", _function.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_not_base64_comes_back_as_it_was()
    {
        var answer = JsonNode.Parse(_function.Answer("""{"invocationId":"i","records":[{"recordId":"1","data":"%%%"},{"recordId":"2"},{"recordId":"a\"\u00e9","data":"e30="}]}"""))!["records"]!.AsArray();

        Assert.Equal([("1", "%%%"), ("2", ""), ("a\"é", "e30=")], answer.Select(record => ((string)record!["recordId"]!, (string)record["data"]!)));
        Assert.All(answer, record => Assert.Equal("ProcessingFailed", (string?)record!["result"]));
    }

    [Fact]
    public void An_empty_batch_has_an_empty_answer() => Assert.Equal("""{"records":[]}""", _function.Answer("""{"records":[]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"records":{}}""")]
    [InlineData("""{"records":[{"data":"e30="}]}""")]
    [InlineData("""{"records":[]} {}""")]
    public void An_event_that_cannot_be_answered_is_refused(string @event) => Assert.Throws<FormatException>(() => _function.Answer(@event));

    [Fact]
    public async Task Rows_that_were_made_before_pass_as_they_are()
    {
        var made = Data(_function.Answer(Event(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Sale())))));

        Assert.Equal(made, Data(_function.Answer(Event(Encoding.UTF8.GetBytes(made)))));
        Assert.Equal(2, (await _function.RowsOfAsync(Encoding.UTF8.GetBytes(made))).Count);
    }

    [Theory]
    [InlineData("""{"sale_id":"A"}""")]
    [InlineData("""{"sale_id":"A","sale_date":"2019-04-19"}""")]
    [InlineData("""{"sale_id":["A"]}""")]
    [InlineData("""{"sale_id":""")]
    public async Task What_only_looks_like_rows_fails(string record)
    {
        Assert.NotEmpty(await _function.ReasonOfAsync(Encoding.UTF8.GetBytes(record)));
    }

    [Fact]
    public async Task A_batch_is_logged_in_one_line_of_counts()
    {
        await _function.RowsOfAsync(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Sale())));

        var line = Assert.Single(_function.Log);
        Assert.Equal(("INFO", "batch", 1, 1, 0, 0, 2), ((string?)line["level"], (string?)line["event"], (int)line["records"]!, (int)line["ok"]!, (int)line["dropped"]!, (int)line["failed"]!, (int)line["rows"]!));
    }

    [Fact]
    public async Task A_batch_with_refused_records_says_how_many_as_the_templates_alarm_counts_them()
    {
        _function.Firehose.Put("1"u8.ToArray());
        _function.Firehose.Put("2"u8.ToArray());

        await _function.Firehose.DeliverAsync();

        Assert.Equal(("ERROR", "batch", 2), ((string?)_function.Log[^1]["level"], (string?)_function.Log[^1]["event"], (int)_function.Log[^1]["failed"]!));
    }

    internal static string Event(params byte[][] records) => JsonSerializer.Serialize(new
    {
        invocationId = "invocation",
        deliveryStreamArn = "arn",
        region = "eu-central-1",
        records = records.Select((data, index) => new { recordId = $"{index}", approximateArrivalTimestamp = 1_495_072_949_453, data }),
    });

    static string Data(string answer) => Encoding.UTF8.GetString(Convert.FromBase64String((string)JsonNode.Parse(answer)!["records"]![0]!["data"]!));

    static IEnumerable<JsonObject> Documents(string answer) =>
        Data(answer).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
}
