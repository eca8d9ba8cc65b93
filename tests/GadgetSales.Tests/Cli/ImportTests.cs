using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class ImportTests : IAsyncLifetime
{
    const string Header = "sale_id,sold_at,store_id,sku,quantity,unit_price,currency";

    readonly TempDirectory _folder = new();
    SalesServer _server = null!;

    string RejectedPath => _folder.File("in.csv.rejected.csv");

    public async ValueTask InitializeAsync() => _server = await SalesServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Lines_of_one_sale_are_brought_together_though_others_come_between()
    {
        await ImportAsync([Header, Row("A", "X"), Row("B", "X"), Row("A", "Y"), Row("A", "X")]);

        Assert.Equal(["X", "Y", "X"], _server.Sales["A"].Lines.Select(line => line.Sku));
        Assert.Single(_server.Sales["B"].Lines);
    }

    [Fact]
    public async Task A_line_outside_the_window_is_a_conflict_and_is_not_counted_twice()
    {
        var run = await ImportAsync([Header, Row("A", "X"), Row("B", "X"), Row("C", "X"), Row("A", "Y")], "--group-window", "2", "--in-flight", "1");

        Assert.Equal((1, 3, 1), (run.ExitCode, run.Figure("recorded"), run.Figure("conflicts")));
        Assert.Contains("5,\"sale_conflict: differs", await RejectedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blank_lines_and_repeated_headers_are_skipped_and_counted()
    {
        var run = await ImportAsync([Header, Row("A", "X"), "", ",,,,,,", Header, Row("B", "X"), "  "]);

        Assert.Equal((0, 2, 3, 1), (run.ExitCode, run.Figure("lines read"), run.Figure("skipped blank"), run.Figure("skipped headers")));
    }

    [Fact]
    public async Task A_sale_with_one_bad_line_is_rejected_whole_and_the_others_are_recorded()
    {
        var run = await ImportAsync([Header, Row("A", "X"), Row("B", "X"), Row("A", "Y", price: "eleven")]);

        Assert.Equal((1, 1, 1), (run.ExitCode, run.Figure("recorded"), run.Figure("rejected")));
        Assert.Equal(["B"], _server.Sales.Keys);
        Assert.Equal(
            [
                "rejected_line,rejected_reason," + Header,
                "2,\"line 4: unit_price 'eleven' is not an amount\"," + Row("A", "X"),
                "4,\"line 4: unit_price 'eleven' is not an amount\"," + Row("A", "Y", price: "eleven"),
            ],
            await File.ReadAllLinesAsync(RejectedPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_file_of_rejected_lines_can_be_corrected_and_imported()
    {
        await ImportAsync([Header, Row("A", "X"), Row("A", "Y", price: "eleven")]);
        var corrected = (await RejectedAsync()).Replace(",eleven,", ",11,", StringComparison.Ordinal);

        var run = await ImportAsync([corrected]);

        Assert.Equal((0, 2), (run.ExitCode, _server.Sales["A"].Lines.Count));
    }

    [Theory]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,two,1,USD", "quantity 'two' is not a whole number")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,0,1,USD", "quantity '0' is not a whole number other than 0")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,2.5555,1,USD", "quantity '2.5555' is not a whole number")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,1,11.955,USD", "unit_price '11.955' has more than 2 decimals")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,-1,-5,USD", "quantity and unit_price are both below zero")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,1,1,usd", "currency 'usd' is not an ISO 4217 code")]
    [InlineData("A,2019-04-19T08:46:00-05:00,,X,1,1,USD", "store_id is empty")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,,1,1,USD", "sku is empty")]
    [InlineData(",2019-04-19T08:46:00-05:00,S1,X,1,1,USD", "sale_id is empty")]
    [InlineData("A,2019-04-19T08:46:00,S1,X,1,1,USD", "give --zone Area/City")]
    [InlineData("A,yesterday,S1,X,1,1,USD", "give --time-format")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,1,1,USD,extra", "the row has 8 fields, the header 7")]
    [InlineData("A,2019-04-19T08:46:00-05:00,S1,X,1,\"1\"2,USD", "the quotes are wrong")]
    [InlineData("A234567890123456789012345678901234567890123456789012345678901234X,2019-04-19T08:46:00-05:00,S1,X,1,1,USD", "/saleId")]
    [InlineData("A,1999-04-19T08:46:00-05:00,S1,X,1,1,USD", "/soldAt")]
    public async Task A_bad_line_is_in_the_file_of_rejected_lines_with_the_reason(string line, string reason)
    {
        var run = await ImportAsync([Header, line]);

        Assert.Equal((1, 1), (run.ExitCode, run.Figure("rejected")));
        Assert.Contains(reason, await RejectedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_a_sale_that_do_not_agree_are_rejected()
    {
        await ImportAsync([Header, Row("A", "X"), Row("A", "Y").Replace("S1", "S2", StringComparison.Ordinal)]);

        Assert.Contains("lines 2 and 3 of the sale do not agree on store_id", await RejectedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quantities_below_zero_make_a_return()
    {
        await ImportAsync([Header, Row("A", "X", quantity: "-2")]);

        Assert.Equal((SaleType.Return, 2), (_server.Sales["A"].Type, _server.Sales["A"].Lines[0].Quantity));
    }

    [Fact]
    public async Task A_line_total_below_the_price_is_a_discount_and_above_it_an_error()
    {
        var run = await ImportAsync(["order_id,date,store,sku,qty,price,line_total", "A,2019-04-19T08:46:00-05:00,S1,X,2,10.00,18.50", "B,2019-04-19T08:46:00-05:00,S1,X,2,10.00,20.01"], "--currency", "USD");

        Assert.Equal(150, _server.Sales["A"].Lines[0].DiscountMinor);
        Assert.Equal(1, run.Figure("rejected"));
    }

    [Fact]
    public async Task Columns_of_any_name_are_mapped_by_options()
    {
        await ImportAsync(
            ["Beleg;Zeit;Artikel;Stk;Preis", "17;19.04.2019 08:46;Kabel USB-C (1 m);2;1.011,95"],
            "--map", "sale_id=Beleg", "--map", "sold_at=Zeit", "--map", "name=Artikel", "--map", "quantity=Stk", "--map", "unit_price=Preis",
            "--set", "store_id=BER-1", "--set", "channel=web", "--currency", "EUR", "--zone", "Europe/Berlin", "--time-format", "dd.MM.yyyy HH:mm", "--decimal-comma");

        var sale = _server.Sales["17"];
        Assert.Equal(("BER-1", "web", "EUR", "2019-04-19T08:46:00+02:00"), (sale.StoreId, sale.Channel, sale.Currency, sale.SoldAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz")));
        Assert.Equal(("kabel-usb-c-1-m", 2, 101_195L), (sale.Lines[0].Sku, sale.Lines[0].Quantity, sale.Lines[0].UnitPriceMinor));
    }

    [Fact]
    public async Task The_mapping_that_is_used_is_printed()
    {
        var run = await ImportAsync(["order_id,date,store,product,qty,price,mood", "A,2019-04-19T08:46:00-05:00,S1,X,1,1,good"], "--currency", "USD");

        Assert.Matches("sale_id +order_id\n", run.Error);
        Assert.Matches("currency +always 'USD'\n", run.Error);
        Assert.Matches(@"\(not used\) +mood", run.Error);
    }

    [Fact]
    public async Task Prices_in_minor_units_are_taken_as_they_are()
    {
        await ImportAsync([Header, Row("A", "X", price: "1195")], "--price-unit", "minor");

        Assert.Equal(1_195, _server.Sales["A"].Lines[0].UnitPriceMinor);
    }

    [Fact]
    public async Task A_void_in_front_of_its_sale_is_recorded_in_the_end()
    {
        var header = Header + ",type,original_sale_id";
        var run = await ImportAsync([header, "V,2019-04-19T09:00:00-05:00,S1,,,,USD,void,A", Row("A", "X") + ",sale,"], "--batch-size", "1", "--in-flight", "1");

        Assert.Equal((0, 2), (run.ExitCode, run.Figure("recorded")));
        Assert.Equal(SaleType.Void, _server.Sales["V"].Type);
    }

    [Fact]
    public async Task A_void_without_its_sale_is_rejected_in_the_end()
    {
        var run = await ImportAsync([Header + ",type,original_sale_id", "V,2019-04-19T09:00:00-05:00,S1,,,,USD,void,A"]);

        Assert.Equal((1, 1), (run.ExitCode, run.Figure("rejected")));
        Assert.Contains("original_not_found", await RejectedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_hold_no_more_sales_than_asked_for()
    {
        await ImportAsync([Header, .. Enumerable.Range(1, 25).Select(number => Row($"A{number}", "X"))], "--batch-size", "10");

        Assert.Equal([5, 10, 10], _server.BatchSizes.Order());
    }

    [Fact]
    public async Task A_second_run_records_nothing_and_says_replayed()
    {
        string[] lines = [Header, Row("A", "X"), Row("B", "X")];
        await ImportAsync(lines);

        var second = await ImportAsync(lines);

        Assert.Equal((0, 0, 2), (second.ExitCode, second.Figure("recorded"), second.Figure("replayed")));
    }

    [Fact]
    public async Task Standard_input_is_read_when_the_file_is_a_hyphen()
    {
        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address], input: $"{Header}\n{Row("A", "X")}\n");

        Assert.Equal((0, 1), (run.ExitCode, _server.Sales.Count));
    }

    [Fact]
    public async Task On_a_terminal_a_bar_is_shown_and_goes_away()
    {
        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address], $"{Header}\n{Row("A", "X")}\n", onTerminal: true);

        Assert.Equal((0, 1), (run.ExitCode, run.Figure("recorded")));
        Assert.Contains("starting", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_json_lines_is_imported_and_its_bad_lines_are_rejected_by_number()
    {
        var noId = SaleText.With(sale => sale.Remove("saleId"));
        string[] lines = [SaleText.With("saleId", "\"A\""), "", "{\"saleId\":", noId, SaleText.With("currency", "\"usd\"")];

        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address, "--rejected", RejectedPath], input: string.Join('\n', lines));

        Assert.Equal((1, 1, 1, 3), (run.ExitCode, run.Figure("recorded"), run.Figure("skipped blank"), run.Figure("rejected")));
        Assert.Equal(
            [3, 4, 5],
            (await File.ReadAllLinesAsync(RejectedPath, TestContext.Current.CancellationToken)).Select(line => (int)System.Text.Json.Nodes.JsonNode.Parse(line)!["line"]!));
    }

    Task<CliRun> ImportAsync(string[] lines, params string[] options)
    {
        var file = _folder.File("in.csv");
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
        return CliRun.OfAsync(["import", file, "--api", _server.Address, .. options]);
    }

    Task<string> RejectedAsync() => File.ReadAllTextAsync(RejectedPath, TestContext.Current.CancellationToken);

    static string Row(string saleId, string sku, string quantity = "1", string price = "11.95") =>
        $"{saleId},2019-04-19T08:46:00-05:00,S1,{sku},{quantity},{price},USD";
}
