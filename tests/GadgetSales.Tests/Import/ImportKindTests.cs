using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GadgetSales.Import;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Import;

/// <summary>Kinds of files beside the 115: brothers of theirs, in other words and other order.</summary>
public sealed class ImportKindTests : IDisposable
{
    const string Header = "Order ID,Date,SKU,Name,Qty,Price";
    static readonly string[] Berlin = ["--set", "store_id=S", "--currency", "EUR", "--zone", "Europe/Berlin"];

    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Payment Status", "PAID", "VOIDED")]
    [InlineData("Order State Status", "done", "Storno")]
    [InlineData("Refunded?", "No", "Yes")]
    [InlineData("Is Test", "false", "true")]
    [InlineData("VAT 19%", "0.00", "1.90")]
    [InlineData("Total Amount", "", "11.95")]
    [InlineData("Currency", "EUR", "USD")]
    [InlineData("Completed at", "", "2025-11-20 10:01")]
    [InlineData("Order Discount", "0", "3.00")]
    [InlineData("Rabatt", "0,00", "5,00")]
    public void A_column_that_could_change_what_is_right_is_not_passed_over(string column, string usual, string other)
    {
        string[] rows = [$"A,2025-11-20 10:00,X,Lamp,1,11.95,\"{usual}\"", $"B,2025-11-20 10:00,X,Lamp,1,11.95,\"{other}\""];

        Assert.Empty(Run([$"{Header},{column}", .. rows], Berlin).Sales);
        Assert.Equal(2, Run([$"{Header},{column}", .. rows], [.. Berlin, "--ignore", column]).Sales.Count);
    }

    [Theory]
    [InlineData("Status", "Closed")]
    [InlineData("Refunded", "No")]
    [InlineData("Void?", "false")]
    [InlineData("Tax", "0.00")]
    [InlineData("Discount total", "€0,00")]
    [InlineData("Comment", "two times as good")]
    [InlineData("Sales person", "Ann")]
    [InlineData("State", "TX")]
    public void A_column_that_says_nothing_is_harmless(string column, string value) =>
        Assert.Single(Run([$"{Header},{column}", $"A,2025-11-20 10:00,X,Lamp,1,11.95,\"{value}\""], Berlin).Sales);

    [Theory]
    [InlineData("12,99", "12.99")]
    [InlineData("1.234,50", "1,234.50")]
    [InlineData("0,5", "0.5")]
    public void One_column_with_both_decimal_marks_is_refused(string one, string other)
    {
        var outcome = Run([Header, $"A,2025-11-20 10:00,X,Lamp,1,\"{one}\"", $"B,2025-11-20 10:00,X,Lamp,1,\"{other}\""], Berlin);

        Assert.Empty(outcome.Sales);
        Assert.Contains(one, Assert.Single(outcome.Reasons), StringComparison.Ordinal);
        Assert.Contains("line 3", outcome.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_pieces_follow_the_prices() =>
        Assert.Equal(5_000L, Run(["Order ID;Date;SKU;Qty;Price", "A;2025-11-20 10:00;X;1.000;0,05"], Berlin).Revenue()["2025-11-20"]);

    [Fact]
    public void Pieces_that_may_be_thousands_are_refused_where_no_price_tells()
    {
        var outcome = Run(["Order ID;Date;SKU;Qty;Price", "A;2025-11-20 10:00;X;1.000;5"], Berlin);

        Assert.Contains("--decimal-comma or --decimal-point", Assert.Single(outcome.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("£12.00")]
    [InlineData("$12.00")]
    [InlineData("12.00 CHF")]
    [InlineData("12.00 zł")]
    public void An_amount_in_another_currency_refuses_the_file(string price)
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,1,€12.00", $"B,2025-11-20 10:00,X,Lamp,1,{price}"], Berlin);

        Assert.Empty(outcome.Sales);
        Assert.Contains(price, outcome.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_one_per_cent_of_wrong_rows_refuse_the_file_and_two_rows_do_not()
    {
        string[] Rows(int wrong) => [Header, .. Enumerable.Range(0, 100).Select(row => $"A{row},2025-11-20 10:00,X,Lamp,{(row < wrong ? "x" : "1")},11.95")];

        Assert.Equal((97, 0), (100 - Run(Rows(3), Berlin).Reasons.Count - 2, Run(Rows(3), Berlin).Sales.Count));
        Assert.Equal(98, Run(Rows(2), Berlin).Sales.Count);
        Assert.Equal(97, Run(Rows(3), [.. Berlin, "--no-check"]).Sales.Count);
    }

    [Fact]
    public void An_exchange_is_one_sale_with_lines_both_ways()
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,-1,50.00", "A,2025-11-20 10:00,Y,Better lamp,1,80.00"], Berlin);

        var sale = Assert.Single(outcome.Sales);
        Assert.Equal("sale", ImportOutcome.Text(sale, "type"));
        Assert.True(sale.GetProperty("lines")[0].GetProperty("returned").GetBoolean());
        Assert.Equal((3_000L, 0m), (outcome.Revenue()["2025-11-20"], outcome.Units()));
    }

    [Fact]
    public void Times_of_winter_and_summer_in_one_column_are_each_their_own()
    {
        var outcome = Run(
            ["Order ID,Date,SKU,Qty,Price", "A,11/01/2025 11:30 PM EDT,X,1,1", "B,11/02/2025 01:30 AM EDT,X,1,1", "C,11/02/2025 01:30 AM EST,X,1,1", "D,11/20/2025 02:32 PM EST,X,1,1"],
            ["--set", "store_id=S", "--currency", "USD", "--zone", "America/New_York"]);

        Assert.Equal(
            ["2025-11-01T23:30:00-04:00", "2025-11-02T01:30:00-04:00", "2025-11-02T01:30:00-05:00", "2025-11-20T14:32:00-05:00"],
            outcome.Sales.Select(sale => ImportOutcome.Text(sale, "soldAt")));
    }

    [Fact]
    public void A_bar_counts_what_it_sells_before_its_day_starts_for_the_day_before()
    {
        var outcome = Run([Header, "A,2025-11-21 01:30,X,Beer,1,5.00", "B,2025-11-21 05:00,X,Beer,1,4.00"], [.. Berlin, "--day-start", "04:00"]);

        Assert.Equal((500L, 400L), (outcome.Revenue()["2025-11-20"], outcome.Revenue()["2025-11-21"]));
    }

    [Fact]
    public void A_time_of_day_that_is_not_mapped_is_refused()
    {
        var outcome = Run(["Order ID,Sold on,Time,SKU,Qty,Price", "A,2025-11-20,14:30,X,1,1"], [.. Berlin, "--map", "sold_at=Sold on"]);

        Assert.Contains("sold_at=\"Date+Time\"", Assert.Single(outcome.Reasons), StringComparison.Ordinal);
        Assert.Equal("2025-11-20T14:30:00+01:00", ImportOutcome.Text(Run(["Order ID,Sold on,Time,SKU,Qty,Price", "A,2025-11-20,14:30,X,1,1"], [.. Berlin, "--map", "sold_at=Sold on+Time"]).Sales[0], "soldAt"));
    }

    [Theory]
    [InlineData("Totals:,,,,3,23.90")]
    [InlineData("Zwischensumme,2025-11-20 23:59,,,3,23.90")]
    [InlineData("B,2025-11-20 23:59,,Grand Total,3,23.90")]
    [InlineData("Printed by Ann,,,,,")]
    public void Rows_of_totals_and_remarks_are_no_sales(string row)
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,2,11.95", row], Berlin);

        Assert.Equal(2_390L, outcome.Revenue()["2025-11-20"]);
        Assert.Single(outcome.Plan!.Counts!.Skipped);
    }

    [Fact]
    public void A_discount_that_is_repeated_on_the_lines_of_a_receipt_is_asked_for()
    {
        string[] rows = [Header + ",Discount", "A,2025-11-20 10:00,X,Lamp,1,20.00,5.00", "A,2025-11-20 10:00,Y,Cable,1,20.00,5.00"];

        Assert.Contains("--discount-per", Assert.Single(Run(rows, Berlin).Reasons), StringComparison.Ordinal);
        Assert.Equal(3_000L, Run(rows, [.. Berlin, "--discount-per", "line"]).Revenue()["2025-11-20"]);
    }

    [Fact]
    public void Times_ahead_of_the_clock_are_said_before_the_service_refuses_them() =>
        Assert.Contains(Run([Header, "A,2999-11-20 10:00,X,Lamp,1,20.00"], Berlin).Plan!.Notes, note => note.Contains("ahead of this machine's clock, the first on line 2", StringComparison.Ordinal));

    [Theory]
    [InlineData("Tip")]
    [InlineData("Cash")]
    [InlineData("VAT")]
    [InlineData("MwSt.:")]
    [InlineData("Rounding")]
    public void Payments_tips_taxes_and_rounding_on_a_receipt_are_not_sold(string name)
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,2,11.95", $"A,2025-11-20 10:00,,{name},1,2.00"], Berlin);

        Assert.Equal((2_390L, 2m), (outcome.Revenue()["2025-11-20"], outcome.Units()));
    }

    [Theory]
    [InlineData(",Shipping,1,4.90", 2_880, 2)]
    [InlineData(",Rabatt,1,-3.90", 2_000, 2)]
    [InlineData("GC50,Gift card,1,50.00", 2_390, 2)]
    [InlineData("Y,Bar,1,2.00", 2_590, 3)]
    public void Fees_discounts_and_gift_cards_are_lines_of_their_own_kind(string line, long revenue, int units)
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,2,11.95", $"A,2025-11-20 10:00,{line}"], Berlin);

        Assert.Equal((revenue, (decimal)units), (outcome.Revenue()["2025-11-20"], outcome.Units()));
    }

    [Theory]
    [InlineData("State", "Cancelled")]
    [InlineData("Kind of row", "Refund")]
    [InlineData("Flag", "VOID")]
    public void A_value_that_says_that_a_row_is_no_sale_is_not_passed_over_whatever_its_column_is_called(string column, string value)
    {
        var outcome = Run([$"{Header},{column}", "A,2025-11-20 10:00,X,Lamp,1,1,x", $"B,2025-11-20 10:00,X,Lamp,1,1,{value}"], Berlin);

        Assert.Empty(outcome.Sales);
        Assert.Contains($"line 3 '{value}'", Assert.Single(outcome.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_a_number_below_a_receipt_is_not_left_out()
    {
        var outcome = Run([Header, "A,2025-11-20 10:00,X,Lamp,1,1", ",2025-11-20 10:00,Y,Cable,1,1"], Berlin);

        Assert.Contains("--fill-down", Assert.Single(outcome.Reasons), StringComparison.Ordinal);
        Assert.Equal(200L, Run([Header, "A,2025-11-20 10:00,X,Lamp,1,1", ",,Y,Cable,1,1"], [.. Berlin, "--fill-down"]).Revenue()["2025-11-20"]);
    }

    [Fact]
    public void Exports_that_overlap_count_each_receipt_once()
    {
        string[] rows = ["A,2025-11-20 10:00,X,Lamp,1,5.00", "A,2025-11-20 10:00,X,Lamp,1,5.00", "B,2025-11-20 10:05,Y,Cable,1,7.00"];

        var outcome = Run([Header, .. rows, Header, .. rows], Berlin);

        Assert.Equal((1_700L, 3L), (outcome.Revenue()["2025-11-20"], outcome.Plan!.Counts!.Repeated));
    }

    [Fact]
    public void Only_and_skip_take_the_rows_that_are_sales()
    {
        string[] rows = [Header + ",State of order,Test", "A,2025-11-20 10:00,X,Lamp,1,5.00,ok,n", "B,2025-11-20 10:00,X,Lamp,1,6.00,open,n", "C,2025-11-20 10:00,X,Lamp,1,7.00,ok,y"];

        Assert.Equal(500L, Run(rows, [.. Berlin, "--only", "State of order=OK", "--skip", "Test=y"]).Revenue()["2025-11-20"]);
    }

    [Fact]
    public void A_prefix_tells_the_shops_apart_that_all_count_from_one() =>
        Assert.Equal("LA:1", ImportOutcome.Text(Run([Header, "1,2025-11-20 10:00,X,Lamp,1,5.00"], [.. Berlin, "--id-prefix", "LA:"]).Sales[0], "saleId"));

    [Fact]
    public void Two_numbers_that_become_one_id_are_not_one_sale()
    {
        var outcome = Run([Header, "A/1,2025-11-20 10:00,X,Lamp,1,5.00", "A 1,2025-11-20 10:00,X,Lamp,1,6.00"], Berlin);

        Assert.Empty(outcome.Sales);
        Assert.Contains("external_id", Assert.Single(outcome.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Grams_are_thousandths_of_a_kilogram_when_said_so() =>
        Assert.Equal(0.385m, Run(["Order ID,Date,SKU,Qty,Line total", "A,2025-11-20 10:00,X,385,5.00"], [.. Berlin, "--quantity-unit", "thousandth"]).Units());

    [Theory]
    [InlineData("3,3.33,10.00", 1_000)]
    [InlineData("0.385,12.99,5.00", 500)]
    [InlineData("40.12,1.299,52.12", 5_212)]
    [InlineData("2,10.00,18.50", 1_850)]
    public void A_total_beside_a_rounded_price_counts(string row, long revenue) =>
        Assert.Equal(revenue, Run(["Order ID,Date,SKU,Qty,Price,Line total", $"A,2025-11-20 10:00,X,{row}"], Berlin).Revenue()["2025-11-20"]);

    [Theory]
    [InlineData("2,10.00,20.01", "2001 is not quantity")]
    [InlineData("2,10.00,25.00", "2500 is not quantity")]
    [InlineData("1,10.00,10.01", "1001 is not quantity")]
    [InlineData("-1,10.00,10.00", "opposite signs")]
    public void A_total_that_disagrees_is_named(string row, string reason)
    {
        var outcome = Run(["Order ID,Date,SKU,Qty,Price,Line total", $"A,2025-11-20 10:00,X,{row}"], Berlin);

        Assert.Empty(outcome.Sales);
        Assert.Contains(reason, Assert.Single(outcome.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", 9_000)]
    [InlineData("10%", 9_000)]
    [InlineData("12.5", 8_750)]
    public void A_discount_in_per_cent_is_no_amount(string percent, long revenue) =>
        Assert.Equal(revenue, Run([Header + ",Discount (%)", $"A,2025-11-20 10:00,X,Lamp,2,50.00,{percent}"], Berlin).Revenue()["2025-11-20"]);

    [Fact]
    public void An_order_discount_is_spread_where_the_orders_total_shows_it()
    {
        var shopify = ImportCase.All.Single(file => file.Id == "shopify1");
        var rows = File.ReadAllText(shopify.FullPath).Replace(",73.90,5.00,0.00,78.90,SAVE,0.00,", ",63.90,5.00,0.00,68.90,SAVE,10.00,", StringComparison.Ordinal);

        Assert.Equal(6_390L, Run([rows], [.. shopify.Opts]).Revenue()["2025-11-20"]);
    }

    [Theory]
    [InlineData("partially_refunded", 0, 1)]
    [InlineData("refunded", 0, 0)]
    [InlineData("voided", 0, 0)]
    [InlineData("paid", 1, 0)]
    public void An_order_that_was_not_simply_paid_is_not_recorded_as_if_it_were(string status, int sales, int reasons)
    {
        var shopify = ImportCase.All.Single(file => file.Id == "shopify1");
        var rows = File.ReadAllText(shopify.FullPath).Replace("example.com,paid,", $"example.com,{status},", StringComparison.Ordinal);

        var outcome = Run([rows], [.. shopify.Opts]);

        Assert.Equal((sales, reasons), (outcome.Sales.Count, outcome.Reasons.Count));
    }

    [Theory]
    [InlineData("Windows-1252")]
    [InlineData("iso-8859-15")]
    public void A_file_in_an_encoding_of_one_byte_is_read_when_it_is_named(string encoding)
    {
        var file = _folder.File("latin.csv");
        File.WriteAllBytes(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"{Header}\nA,2025-11-20 10:00,X,Käse,1,5.00\n"));

        Assert.Contains("line 2", Assert.Single(ImportOutcome.Of(file, ImportCase.Settings(Berlin)).Reasons), StringComparison.Ordinal);
        Assert.Equal("Käse", ImportOutcome.Text(ImportOutcome.Of(file, ImportCase.Settings([.. Berlin, "--encoding", encoding])).Sales[0].GetProperty("lines")[0], "name"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    [InlineData("utf-32")]
    public void Byte_order_marks_are_believed(string encoding)
    {
        var file = _folder.File("bom.csv");
        File.WriteAllText(file, $"{Header}\r\nA,2025-11-20 10:00,X,Käse,1,5.00\r\n", Encoding.GetEncoding(encoding));

        Assert.Equal("Käse", ImportOutcome.Text(ImportOutcome.Of(file, ImportCase.Settings(Berlin)).Sales[0].GetProperty("lines")[0], "name"));
    }

    [Fact]
    public void A_zip_of_several_files_is_refused_with_their_names()
    {
        var file = _folder.File("two.zip");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            zip.CreateEntry("a.csv");
            zip.CreateEntry("b.csv");
        }

        Assert.Contains("a.csv, b.csv", Assert.Single(ImportOutcome.Of(file, ImportCase.Settings(Berlin)).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_with_its_dates_and_numbers()
    {
        var file = _folder.File("till.xlsx");
        Workbook.Write(file, [["Till report"], [], ["Order ID", "Date", "SKU", "Name", "Qty", "Price"], [1001, new DateTime(2025, 11, 20, 10, 0, 0), "00420", "Lamp", 2, 11.95], [1002, new DateTime(2025, 11, 20, 10, 30, 0), "X", "Ham", 0.385, 1234.5]]);

        var outcome = ImportOutcome.Of(file, ImportCase.Settings(Berlin));

        Assert.Equal(["1001", "1002"], outcome.Sales.Select(sale => ImportOutcome.Text(sale, "saleId")));
        Assert.Equal("2025-11-20T10:00:00+01:00", ImportOutcome.Text(outcome.Sales[0], "soldAt"));
        Assert.Equal("00420", ImportOutcome.Text(outcome.Sales[0].GetProperty("lines")[0], "sku"));
        Assert.Equal((2_390L + 47_528, 2.385m), (outcome.Revenue()["2025-11-20"], outcome.Units()));
    }

    [Fact]
    public void An_array_of_documents_is_cut_at_its_own_commas_and_faults_name_their_line()
    {
        var file = _folder.File("sales.json");
        File.WriteAllText(file, $"[\n{SaleText.With("saleId", "\"A\"")},\n{{\"saleId\":\"B,[\\\"\"}},\n{SaleText.With("saleId", "\"C\"")}\n]\n");

        using var source = GadgetSales.Import.Reading.ImportFile.At(file);
        using var import = new SalesImport(source, new ImportSettings(), TimeProvider.System);
        var plan = import.Plan(CancellationToken.None);
        var receipts = import.Read(new GadgetSales.Import.Preview.ImportCounts(), CancellationToken.None).ToList();

        Assert.Equal((3, 1, 3L), (receipts.Count, plan.Faults.Count, plan.Faults[0].Line));
        Assert.Equal(["A", "C"], receipts.Where(receipt => receipt.Fault is null).Select(receipt => receipt.Sale!.SaleId));
    }

    [Fact]
    public void A_preset_that_was_not_asked_for_is_said_aloud()
    {
        var outcome = ImportCase.All.Single(file => file.Id == "square1").Run();

        Assert.StartsWith("Square, item details (--preset square", outcome.Plan!.Preset, StringComparison.Ordinal);
        Assert.Null(ImportCase.All.Single(file => file.Id == "odoo1").Run().Plan!.Preset);
    }

    [Fact]
    public void An_unknown_preset_is_refused_with_those_there_are() =>
        Assert.Contains("shopify", Assert.Single(Run([Header], [.. Berlin, "--preset", "shopfy"]).Reasons), StringComparison.Ordinal);

    [Fact]
    public void The_plan_says_what_would_be_recorded()
    {
        var plan = Run([Header, .. Enumerable.Range(1, 8).Select(day => $"A{day},2025-11-0{day} 10:00,X,Lamp,{(day == 8 ? -1 : 1)},11.95")], Berlin).Plan!;

        var total = Assert.Single(plan.Totals);
        Assert.Equal(("EUR", 7L, 1L, 7_170L, 6_000L), (total.Currency, total.Sales, total.Returns, total.RevenueMinor, total.UnitsMilli));
        Assert.Equal((new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 8), 5), (total.FirstDay, total.LastDay, plan.Samples.Count));
        Assert.All(plan.Samples, sample => Assert.Equal("S", JsonDocument.Parse(sample).RootElement.GetProperty("storeId").GetString()));
    }

    ImportOutcome Run(string[] rows, string[] options)
    {
        var file = _folder.File("in.csv");
        File.WriteAllText(file, string.Join('\n', rows) + "\n");
        return ImportOutcome.Of(file, ImportCase.Settings(options));
    }
}
