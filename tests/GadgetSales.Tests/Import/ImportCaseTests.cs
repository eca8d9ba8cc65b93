using System.Text.Json;

namespace GadgetSales.Tests.Import;

/// <summary>115 small files as tills and shops export them. None may be recorded wrongly: what is not right is refused, with words.</summary>
public sealed class ImportCaseTests
{
    /// <summary>Files that cannot be read rightly with their options, and the word by which the refusal helps.</summary>
    static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["woo1"] = "--preset woocommerce",
        ["light1"] = "--preset lightspeed",
        ["loyv2"] = "--map sale_id=STORE+RECEIPT",
        ["clover1"] = "--preset clover",
        ["ebay1"] = "--preset ebay",
        ["amazon2"] = "--zone",
        ["amazon3"] = "--map line_total=item-price",
        ["amazon4"] = "'total'",
        ["paypal1"] = "--preset paypal",
        ["uci2"] = "line 7 '15/12/2009 10:00'",
        ["kaggle1"] = "--encoding windows-1252",
        ["saft1"] = "XML",
        ["datev1"] = "DATEV",
        ["odoo1"] = "--fill-down",
        ["latin1"] = "--encoding windows-1252",
        ["latin1b"] = "--encoding windows-1252",
        ["hh12"] = "Write HH",
        ["utcz"] = "--zone",
        ["zero"] = "empty",
        ["gzcut"] = "cannot be read",
        ["xlsx"] = "damaged",
        ["xlsxcsv"] = "damaged",
        ["htmlxls"] = "HTML",
        ["scisku"] = "shortened by a spreadsheet",
        ["kwdcomma"] = "--decimal-comma",
        ["discneg"] = "--discount-per",
        ["discunit"] = "--discount-per",
        ["curcol"] = "'USD'",
        ["l1rej"] = "--encoding windows-1252",
        ["emptyqty"] = "--set quantity=1",
        ["pricenet"] = "Price incl. VAT",
        ["ddmm"] = "line 14 '13/11/2025 10:00'",
        ["nosold"] = "--map sold_at=COLUMN",
    };

    public static TheoryData<string> Ids => [.. ImportCase.All.Select(file => file.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_file_is_read_rightly_or_refused_with_the_reason(string id)
    {
        var file = ImportCase.All.Single(file => file.Id == id);

        var outcome = file.Run();

        if (Refused.TryGetValue(id, out var word))
        {
            Assert.Empty(outcome.Sales);
            Assert.Contains(outcome.Reasons, reason => reason.Contains(word, StringComparison.Ordinal));
            return;
        }

        // The service has the last word about times.
        var recorded = outcome with { Sales = [.. outcome.Sales.Where(IsPossible)] };
        Assert.Equal(file.Exp!.OrderBy(day => day.Key, StringComparer.Ordinal), recorded.Revenue(file.Store).OrderBy(day => day.Key, StringComparer.Ordinal));
        Assert.Equal(file.Units ?? recorded.Units(file.Store), recorded.Units(file.Store));
    }

    [Theory]
    [InlineData("woo1", "2025-11-20", 4390, "--preset", "woocommerce")]
    [InlineData("light1", "2025-11-20", 4390, "--preset", "lightspeed", "--map", "name=Details")]
    [InlineData("clover1", "2025-11-20", 450, "--preset", "clover")]
    [InlineData("ebay1", "2025-11-20", 124450, "--preset", "ebay")]
    [InlineData("amazon2", "2025-11-20", 2390, "--zone", "America/New_York")]
    [InlineData("paypal1", "2025-11-20", 120000, "--preset", "paypal")]
    [InlineData("kaggle1", "2010-12-01", 1530, "--encoding", "windows-1252")]
    [InlineData("odoo1", "2025-11-20", 14000, "--preset", "odoo")]
    [InlineData("odoo1", "2025-11-20", 14000, "--fill-down")]
    [InlineData("dsfinvk1", "2025-11-20", 615, "--preset", "dsfinvk")]
    [InlineData("latin1b", "2025-11-20", 4780, "--encoding", "windows-1252")]
    [InlineData("kwdcomma", "2025-11-20", 1250, "--decimal-comma")]
    [InlineData("discneg", "2025-11-20", 2200, "--discount-per", "line")]
    [InlineData("discunit", "2025-11-20", 1800, "--discount-per", "unit")]
    [InlineData("pricenet", "2025-11-20", 1190, "--map", "unit_price=Price incl. VAT", "--ignore", "Price")]
    [InlineData("amazon4", "2025-11-20", 2390, "--ignore", "total")]
    public void The_option_that_the_refusal_names_helps(string id, string day, long revenue, params string[] options)
    {
        var file = ImportCase.All.Single(file => file.Id == id);

        var outcome = (file with { Opts = [.. file.Opts, .. options] }).Run();

        Assert.Empty(outcome.Reasons);
        Assert.Equal([KeyValuePair.Create(day, revenue)], outcome.Revenue());
    }

    [Theory]
    [InlineData("datetime2", "2025-11-20T14:30:00+01:00")]
    [InlineData("serial", "2025-11-20T10:00:00+01:00")]
    [InlineData("epoch", "2025-11-20T10:00:00+01:00")]
    [InlineData("amazon1", "2025-11-20T20:30:00-05:00")]
    [InlineData("square3", "2025-11-20T09:00:00-05:00")]
    [InlineData("ampm", "2025-11-20T00:05:00-05:00")]
    [InlineData("utcword", "2025-11-20T10:00:00+01:00")]
    [InlineData("dsfinvk1", "2025-11-20T22:05:00+01:00")]
    public void The_hour_is_the_shops(string id, string soldAt) =>
        Assert.Equal(soldAt, ImportOutcome.Text(ImportCase.All.Single(file => file.Id == id).Run().Sales[0], "soldAt"));

    [Theory]
    [InlineData("quotesku", "00420")]
    [InlineData("zerosku", "00420 420")]
    [InlineData("slug", "c++-book c#-book c-book")]
    [InlineData("shopify1", "UC-1 LA-1")]
    public void The_articles_are_the_files_own(string id, string skus) => Assert.Equal(
        skus.Split(' '),
        ImportCase.All.Single(file => file.Id == id).Run().Sales.SelectMany(sale => sale.GetProperty("lines").EnumerateArray()).Select(line => ImportOutcome.Text(line, "sku")));

    [Fact]
    public void Articles_that_have_a_name_in_any_script_only_are_told_apart()
    {
        var skus = ImportCase.All.Single(file => file.Id == "cjk").Run().Sales.Select(sale => ImportOutcome.Text(sale.GetProperty("lines")[0], "sku")).ToList();

        Assert.Equal(2, skus.Distinct().Count());
        Assert.All(skus, sku => Assert.NotEmpty(sku!));
    }

    [Theory]
    [InlineData("shopify1", "1001", "#1001")]
    [InlineData("odoo1", "Shop-0001", "Shop/0001", "--fill-down")]
    [InlineData("receiptno", "receiptno-1", "R-0007")]
    [InlineData("loyv1", "Lv-1-1-1001", "1-1001", "--set", "store_id=", "--map", "sale_id=Store+Receipt number", "--map", "store_id=Store")]
    public void A_number_that_is_no_id_is_kept_as_external_id(string id, string saleId, string externalId, params string[] options)
    {
        var file = ImportCase.All.Single(file => file.Id == id);

        var sale = (file with { Opts = [.. file.Opts, .. options] }).Run().Sales[0];

        Assert.Equal((saleId, externalId), (ImportOutcome.Text(sale, "saleId"), ImportOutcome.Text(sale, "externalId")));
    }

    static bool IsPossible(JsonElement sale) => sale.GetProperty("soldAt").GetDateTimeOffset() is var soldAt && soldAt.Year >= 2000 && soldAt <= TimeProvider.System.GetUtcNow().AddDays(1);
}
