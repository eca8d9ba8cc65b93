using GadgetSales.Api.Reconciliation;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Stores;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

/// <summary>Athena runs Trino's SQL and DuckDB takes more than that: what the service sends must parse as Trino's.</summary>
[Slow]
public sealed class TrinoSqlTests
{
    [Fact]
    public async Task Every_query_that_insights_ask_is_Trino_SQL()
    {
        var sql = InsightQuestions.All().SelectMany(question => new[] { InsightSql.Build(question), InsightSql.Currencies(question) })
            .Select(query => SaleLinesView.PutBefore(query.Sql)).Distinct().ToList();

        var faults = await TrinoLint.FindFaultsAsync(sql);

        Assert.True(sql.Count > 200);
        Assert.All(faults.Zip(sql), each => Assert.True(each.First is null, $"{each.First}\n{each.Second}"));
    }

    [Fact]
    public async Task What_stores_z_reports_and_running_periods_ask_is_Trino_SQL()
    {
        var report = new ZReport("Z:1", "LA-01", new DateOnly(2019, 4, 19), "USD", 0, "R2", null, null, null, null, default);
        LakeQuery[] queries =
        [
            RegisterActivity.Question(stores: null), RegisterActivity.Question(["LA-01", "NY-02"], new DateOnly(2019, 4, 1)), RegisterActivity.Question([]),
            ZReportComparison.Question(report), ZReportComparison.Question(report with { RegisterId = null }),
        ];

        Assert.All(await TrinoLint.FindFaultsAsync([.. queries.Select(query => SaleLinesView.PutBefore(query.Sql))]), Assert.Null);
    }

    [Fact]
    public async Task What_is_not_Trino_SQL_is_found()
    {
        var faults = await TrinoLint.FindFaultsAsync([SaleLinesView.PutBefore("SELECT * EXCLUDE (sku) FROM sale_lines"), SaleLinesView.PutBefore("FROM sale_lines")]);

        Assert.DoesNotContain(null, faults);
    }
}
