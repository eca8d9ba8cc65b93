using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Conformance;

/// <summary>What every lake promises: the view shows each sale once, at its highest version, however its changes arrive.</summary>
public abstract class LakeReadingConformance
{
    static readonly CancellationToken None = CancellationToken.None;

    protected abstract ILakeReader Reader { get; }

    [Fact]
    public async Task A_fact_written_twice_is_visible_once()
    {
        var facts = SampleFacts.Of(SampleSales.Sale());
        await AppendAsync(facts);
        await AppendAsync(facts);

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_fact_twice_in_one_batch_is_visible_once()
    {
        var facts = SampleFacts.Of(SampleSales.Sale());
        await AppendAsync([.. facts, .. SampleFacts.Of(SampleSales.Sale("B:1")), .. facts]);

        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task A_higher_version_replaces_all_lines_of_the_lower_one()
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Sale()));
        await AppendAsync(Corrected(version: 2));

        Assert.Equal((1, 2, "MODIFY"), await OnlyLineAsync());
    }

    [Fact]
    public async Task A_lower_version_that_arrives_late_changes_nothing()
    {
        await AppendAsync(Corrected(version: 2));
        await AppendAsync(SampleFacts.Of(SampleSales.Sale()));

        Assert.Equal((1, 2, "MODIFY"), await OnlyLineAsync());
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    public async Task The_highest_version_of_a_batch_wins_in_any_order(int first, int second, int third)
    {
        await AppendAsync([.. Corrected(first), .. Corrected(second), .. Corrected(third)]);

        Assert.Equal((1, 3, "MODIFY"), await OnlyLineAsync());
    }

    [Fact]
    public async Task A_removal_removes_the_sale_and_no_other()
    {
        await AppendAsync(SampleFacts.Of([SampleSales.Sale("A:1"), SampleSales.Sale("A:2")]));
        await AppendAsync(SampleFacts.Of(SampleSales.Sale("A:1"), type: ChangeType.Remove));

        Assert.Equal(["A:2"], await SaleIdsAsync());
    }

    [Fact]
    public async Task A_removed_sale_does_not_come_back_with_a_late_lower_version()
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Sale(), version: 2, ChangeType.Remove));
        await AppendAsync(SampleFacts.Of(SampleSales.Sale(), version: 1));
        await AppendAsync(SampleFacts.Of(SampleSales.Sale(), version: 2, ChangeType.Modify));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_removal_in_the_same_batch_wins_over_its_version_in_any_order()
    {
        await AppendAsync([.. SampleFacts.Of(SampleSales.Sale(), type: ChangeType.Remove), .. SampleFacts.Of(SampleSales.Sale())]);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_late_removal_of_a_lower_version_leaves_the_higher_one()
    {
        await AppendAsync(Corrected(version: 3));
        await AppendAsync(SampleFacts.Of(SampleSales.Sale(), version: 2, ChangeType.Remove));

        Assert.Equal((1, 3, "MODIFY"), await OnlyLineAsync());
    }

    [Fact]
    public async Task A_version_above_the_removed_one_is_visible()
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Sale(), version: 1, ChangeType.Remove));
        await AppendAsync(Corrected(version: 2));

        Assert.Equal((1, 2, "MODIFY"), await OnlyLineAsync());
    }

    [Fact]
    public async Task Sales_are_found_by_their_business_date()
    {
        var nineteenth = SampleSales.Sale("A:1");
        await AppendAsync(SampleFacts.Of([nineteenth, nineteenth with { SaleId = "A:2", BusinessDate = new DateOnly(2019, 4, 20) }]));

        var result = await QueryAsync("SELECT DISTINCT sale_id FROM sale_lines WHERE sale_date = CAST(? AS DATE)", new DateOnly(2019, 4, 20));

        Assert.Equal("A:2", Assert.Single(result.Rows)[0]);
    }

    [Fact]
    public async Task Returns_are_negative_in_quantity_and_amount_only()
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Return()));

        var result = await QueryAsync("SELECT quantity, amount_minor, unit_price_minor, discount_minor FROM sale_lines");

        Assert.Equal([-1d, -25_990L, 25_990L, 0L], Assert.Single(result.Rows));
    }

    [Fact]
    public async Task A_sale_and_its_void_net_to_zero_in_every_dimension()
    {
        var sale = SampleSales.Sale();
        await AppendAsync([.. SampleFacts.Of(sale), .. SampleFacts.Of(SampleSales.Void(sale), original: sale)]);

        var result = await QueryAsync(
            "SELECT sku, category, register_id, channel, sum(quantity), sum(amount_minor) FROM sale_lines GROUP BY 1, 2, 3, 4");

        Assert.Equal(2, result.Rows.Count);
        Assert.All(result.Rows, row => Assert.Equal([0d, 0L], row[4..]));
    }

    [Fact]
    public async Task Every_column_comes_back_as_it_was_written()
    {
        var fact = SampleFacts.Of(SampleSales.Sale("Köln:✓-1") with { Channel = "Straße 🛒", OriginalSaleId = "O:1" })[0];
        await AppendAsync([fact]);

        var result = await QueryAsync($"SELECT {string.Join(", ", LakeSchema.Fields.Select(field => field.Name))} FROM sale_lines");

        Assert.Equal(LakeSchema.Fields.Select(field => new LakeColumn(field.Name, field.Type)), result.Columns);
        Assert.Equal(
            [
                "Köln:✓-1", 1L, "sale", "O:1", "LA-01", "R2", 1043L, "Straße 🛒", "USB-C-CABLE", "USB-C Charging Cable", "Cables",
                2L, 1195L, 0L, 2390L, "USD", new DateTime(2019, 4, 19, 13, 46, 0), new DateTime(2019, 4, 19, 8, 46, 0),
                new DateTime(2019, 4, 19, 13, 46, 1, 250), "INSERT", 1L, "Köln:✓-1/1", new DateOnly(2019, 4, 19),
            ],
            Assert.Single(result.Rows));
    }

    [Fact]
    public async Task Absent_values_come_back_as_null()
    {
        var bare = SampleSales.Sale() with { RegisterId = null, ReceiptNumber = null, Channel = null, Lines = [new() { Sku = "X", Quantity = 1, UnitPriceMinor = 1 }] };
        await AppendAsync([.. SampleFacts.Of(SampleSales.Sale("A:1")), .. SampleFacts.Of(bare with { SaleId = "A:2" }), .. SampleFacts.Of(SampleSales.Sale("A:3"))]);

        var result = await QueryAsync(
            "SELECT original_sale_id, register_id, receipt_number, channel, product_name, category FROM sale_lines WHERE sale_id = ?", "A:2");

        Assert.Equal([null, null, null, null, null, null], Assert.Single(result.Rows));
    }

    [Fact]
    public async Task Amounts_to_the_limits_of_64_bits_come_back_whole()
    {
        var fact = SampleFacts.Of(SampleSales.Sale())[0] with { AmountMinor = long.MinValue, UnitPriceMinor = long.MaxValue };
        await AppendAsync([fact]);

        var result = await QueryAsync("SELECT amount_minor, unit_price_minor FROM sale_lines");

        Assert.Equal([long.MinValue, long.MaxValue], Assert.Single(result.Rows));
    }

    [Theory]
    [InlineData("x' OR '1'='1")]
    [InlineData("'; DROP TABLE sale_facts; --")]
    [InlineData("")]
    [InlineData("?")]
    public async Task A_parameter_is_a_value_whatever_it_holds(string text)
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Sale()));

        var result = await QueryAsync("SELECT CAST(? AS VARCHAR), CAST(? AS BIGINT) FROM sale_lines WHERE sale_id <> ?", text, 42L, text);

        Assert.All(result.Rows, row => Assert.Equal([text, 42L], row));
        Assert.Equal(2, result.Rows.Count);
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, false)]
    [InlineData(4, 3, false)]
    [InlineData(0, 0, true)]
    public async Task An_answer_is_cut_at_the_row_limit_and_says_so(int limit, int rows, bool truncated)
    {
        var query = new LakeQuery("SELECT * FROM (VALUES (1), (2), (3)) AS t(x) ORDER BY x", []) { MaxRows = limit };

        var result = await Reader.QueryAsync(query, None);

        Assert.Equal((rows, truncated), (result.Rows.Count, result.Truncated));
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Reader.QueryAsync(new LakeQuery("SELECT count(*) FROM sale_lines", []), cancelled.Token).AsTask());
    }

    [Fact]
    public async Task A_query_that_is_wrong_says_why_and_is_not_retryable()
    {
        var error = await Assert.ThrowsAsync<LakeQueryException>(() => QueryAsync("SELECT no_such_column FROM sale_lines"));

        Assert.Equal("query_failed", error.Code);
        Assert.False(error.Retryable);
        Assert.Contains("no_such_column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Integer_division_truncates_and_nulls_sort_last()
    {
        Assert.Equal([3L], Assert.Single((await QueryAsync("SELECT CAST(7 AS BIGINT) / CAST(2 AS BIGINT)")).Rows));
        var sorted = await QueryAsync("SELECT x FROM (VALUES (CAST(NULL AS BIGINT)), (1)) AS t(x) ORDER BY x");
        Assert.Equal([1L, null], sorted.Rows.Select(row => row[0]));
    }

    /// <summary>Delivers a batch, as a feed does: some of it again, some of it late.</summary>
    protected abstract ValueTask AppendAsync(IReadOnlyList<SaleLineFact> facts);

    protected async Task<LakeResult> QueryAsync(string sql, params object[] parameters) =>
        await Reader.QueryAsync(new LakeQuery(sql, parameters), None);

    protected async Task<long> CountAsync() => (long)(await QueryAsync("SELECT count(*) FROM sale_lines")).Rows[0][0]!;

    protected async Task<IEnumerable<object?>> SaleIdsAsync() =>
        (await QueryAsync("SELECT DISTINCT sale_id FROM sale_lines ORDER BY sale_id")).Rows.Select(row => row[0]);

    async Task<(long Line, long Version, string Change)> OnlyLineAsync()
    {
        var row = Assert.Single((await QueryAsync("SELECT line_number, version, change_type FROM sale_lines")).Rows);
        return ((long)row[0]!, (long)row[1]!, (string)row[2]!);
    }

    /// <summary>The sample sale corrected to one line.</summary>
    static IReadOnlyList<SaleLineFact> Corrected(int version)
    {
        var sale = SampleSales.Sale();
        return SampleFacts.Of(sale with { Lines = [sale.Lines[0]] }, version, ChangeType.Modify);
    }
}
