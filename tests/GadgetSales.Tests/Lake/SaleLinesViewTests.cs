using GadgetSales.Core.Lake;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

public sealed class SaleLinesViewTests
{
    [Fact]
    public void The_deployed_view_is_the_one_that_queries_run_over()
    {
        var template = File.ReadLines(RepositoryFile.Of("deploy", "pipeline.yaml")).Select(line => line.Trim());
        var view = SaleLinesView.Definition.Split('\n').Select(line => line.Trim());

        Assert.Contains(string.Join('\n', ["CREATE OR REPLACE VIEW sale_lines AS", .. view]), string.Join('\n', template), StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_has_every_column_of_the_lake_in_order()
    {
        var columns = SaleLinesView.Definition["SELECT".Length..SaleLinesView.Definition.IndexOf("FROM", StringComparison.Ordinal)];

        Assert.Equal(
            [.. LakeSchema.Fields.Select(field => field.Name), LakeSchema.Quantity], columns.Split(',').Select(column => column.Trim()));
    }

    [Theory]
    [InlineData("SELECT 1", "WITH sale_lines AS (*) SELECT 1")]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a", "WITH sale_lines AS (*), a AS (SELECT 1) SELECT * FROM a")]
    [InlineData("-- mine\n /* WITH */ with recursive a(n) AS (SELECT 1) SELECT 1", "WITH RECURSIVE sale_lines AS (*), a(n) AS (SELECT 1) SELECT 1")]
    [InlineData("with_tax", "WITH sale_lines AS (*) with_tax")]
    public void The_view_comes_first_beside_the_expressions_that_a_query_has(string sql, string expected)
    {
        var written = SaleLinesView.PutBefore(sql).Replace(SaleLinesView.Definition, "*", StringComparison.Ordinal);

        Assert.Equal(expected, string.Join(' ', written.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace("( * )", "(*)", StringComparison.Ordinal));
    }
}
