using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

/// <summary>The same questions to both stores: one that resolved each change as it wrote, and one that has every delivery as it came.</summary>
public sealed class AthenaInsightTests
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Insights_are_the_same_from_Athena_as_from_the_embedded_lake()
    {
        using var folder = new TempDirectory();
        using var embedded = new TestLake(folder.Path);
        await using var athena = await TestAthena.StartAsync();
        var facts = Sales().SelectMany(Facts).ToList();
        await embedded.Writer.AppendAsync(facts, new FeedPosition(1), None);
        DeliverTwiceInDisorder(athena.Bucket, facts);

        var rows = 0;

        // Every fifth, one further in each five: some of the lists that the questions combine have five elements, and each of them is to be asked.
        foreach (var question in InsightQuestions.All().Where((_, index) => index % 5 == index / 5 % 5))
        {
            var query = InsightSql.Build(question);
            var expected = await embedded.Reader.QueryAsync(query, None);
            var actual = await athena.Reader.QueryAsync(query, None);

            Assert.Equal(expected.Columns, actual.Columns);
            Assert.Equal(Comparable(question, expected), Comparable(question, actual));
            Assert.Equal(expected.Truncated, actual.Truncated);
            rows += actual.Rows.Count;
        }

        Assert.True(rows > 500, $"{rows} rows compared");
    }

    /// <summary>
    /// Rows that differ in an unasked currency only have no order among themselves; such an answer is refused as ambiguous. Nor have the totals behind the
    /// rows, which are found by their keys.
    /// </summary>
    static IEnumerable<object> Comparable(InsightQuery question, LakeResult result) =>
        question.MustFindCurrency ? Sorted(result.Rows)
        : question.Parts.Count > 0 ? result.Rows.Where(row => row[0] is (long)InsightPart.Rows).Concat(Sorted(result.Rows.Where(row => row[0] is not (long)InsightPart.Rows)))
        : result.Rows;

    static IEnumerable<object> Sorted(IEnumerable<object?[]> rows) => rows.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal);

    static void DeliverTwiceInDisorder(ParquetFolder bucket, List<SaleLineFact> facts)
    {
        var disorder = facts.Select((fact, index) => (fact, index)).OrderBy(each => each.index * 7919 % facts.Count).Select(each => each.fact).ToList();
        bucket.Deliver(disorder);
        bucket.Deliver(disorder.Where((_, index) => index % 3 == 0));
    }

    /// <summary>A sale a day and store around the changes of months, one in seven returned, one in five voided, one in six in euro.</summary>
    static IEnumerable<(Sale Sale, Sale? Original)> Sales()
    {
        for (var number = 0; number < 90; number++)
        {
            var day = new DateOnly(2019, 2, 20).AddDays(number * 2 / 3);
            var sale = (number % 7 == 0 ? SampleSales.Return($"A:{number}") : SampleSales.Sale($"A:{number}")) with
            {
                StoreId = number % 3 == 0 ? "NYC" : "LA-01",
                RegisterId = number % 4 == 0 ? null : "R2",
                Currency = number % 6 == 0 ? "EUR" : "USD",
                BusinessDate = day,
                SoldAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(8 + (number % 12), 30)), TimeSpan.FromHours(-5)),
            };
            yield return (sale, null);
            if (number % 5 == 0)
            {
                yield return (SampleSales.Void(sale), sale);
            }
        }
    }

    static IReadOnlyList<SaleLineFact> Facts((Sale Sale, Sale? Original) sale) => SampleFacts.Of(sale.Sale, original: sale.Original);
}
