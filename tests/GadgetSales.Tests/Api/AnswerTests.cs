using GadgetSales.Api.Answers;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using Microsoft.AspNetCore.Http;

namespace GadgetSales.Tests.Api;

public sealed class AnswerTests
{
    const int Rows = 100_000;

    static readonly AnswerColumn<int>[] Columns = [new("sku", row => $"SKU-{row}"), new("units", row => (long)row)];

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task An_answer_is_sent_while_its_rows_are_made(string format)
    {
        var sent = new MemoryStream();
        var sentBeforeLastRow = 0L;
        var context = new DefaultHttpContext();
        context.Response.Body = sent;

        await AnswerOf(format, RowsThenNote(() => sentBeforeLastRow = sent.Length)).ExecuteAsync(context);

        Assert.InRange(sent.Length - sentBeforeLastRow, 1, 128 * 1024);
    }

    [Fact]
    public async Task A_row_of_a_document_has_its_columns_in_their_order_and_text_as_it_is()
    {
        var sent = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = sent;
        AnswerColumn<int>[] columns = [new("name", _ => "Kabel für \"A\" & 'B'"), new("amount", _ => 12.5m), new("change", _ => 0.1), new("none", _ => null)];
        await NdJsonRows.WriteAsync(AnswerRow.Of(columns, [1]), context.Response.BodyWriter, default);

        Assert.Equal("""{"name":"Kabel für \"A\" & 'B'","amount":12.5,"change":0.1,"none":null}""" + "\n", System.Text.Encoding.UTF8.GetString(sent.ToArray()));
    }

    static Answer<InsightDocument, int> AnswerOf(string format, IEnumerable<int> rows)
    {
        var day = new DateOnly(2019, 4, 20);
        var query = new InsightQuery { Measures = [Measure.Units], Span = new DateSpan(day, day), GroupBy = [Dimension.Sku] };
        var table = new InsightTable([], Currency: null, IsCurrencyAmbiguous: false, Truncated: false, new LakeStatistics("duckdb", 1, null, null, "1", Cached: false));
        return new(AnswerFormat.All.Single(known => known.Name == format), InsightDocument.Of(query, table, AnswerRow.Of(Columns, rows), null, provisional: false), Columns, rows, "sales");
    }

    static IEnumerable<int> RowsThenNote(Action atLast)
    {
        for (var row = 0; row < Rows; row++)
        {
            if (row == Rows - 1)
            {
                atLast();
            }

            yield return row;
        }
    }
}
