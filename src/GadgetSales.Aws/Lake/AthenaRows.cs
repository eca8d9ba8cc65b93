using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;

namespace GadgetSales.Aws.Lake;

/// <summary>The rows of a finished execution, page by page, and no page more than asked for.</summary>
sealed record AthenaRows(IReadOnlyList<LakeColumn> Columns, List<object?[]> Rows, bool Truncated)
{
    const int LargestPage = 1000;

    public static async Task<AthenaRows> ReadAsync(AthenaClient client, string id, int maxRows, CancellationToken cancellationToken)
    {
        var read = new AthenaRows([], [], Truncated: false);
        string? next = null;
        var header = 1;
        do
        {
            // One more than wanted says whether there are more.
            var wanted = (long)maxRows - read.Rows.Count + 1 + header;
            var page = await client.GetQueryResultsAsync(id, next, (int)Math.Min(LargestPage, wanted), cancellationToken);
            if (header == 1)
            {
                read = read with { Columns = [.. page.ResultSet.ResultSetMetadata.ColumnInfo.Select(AthenaValues.ToColumn)] };
            }

            foreach (var row in page.ResultSet.Rows.Skip(header))
            {
                if (read.Rows.Count == maxRows)
                {
                    return read with { Truncated = true };
                }

                read.Rows.Add(read.Values(row));
            }

            (next, header) = (page.NextToken, 0);
        }
        while (next is not null);
        return read;
    }

    object?[] Values(ResultRow row)
    {
        var values = new object?[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = AthenaValues.ToValue(row.Data[i].VarCharValue, Columns[i].Type);
        }

        return values;
    }
}
