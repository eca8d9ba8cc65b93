using System.Text.Json.Nodes;

namespace GadgetSales.Tests.Support;

/// <summary>How an execution ends.</summary>
/// <param name="State">SUCCEEDED, FAILED or CANCELLED.</param>
/// <param name="Reason">Athena's StateChangeReason.</param>
/// <param name="Category">Of the error: 1 Athena's, 2 the query's, 3 neither's; null for none.</param>
sealed record AthenaEnding(string State, string? Reason = null, int? Category = null, bool Retryable = false);

/// <summary>One query on its way: queued when it starts, running when first asked for, ended when asked again.</summary>
sealed class AthenaExecution(string id, string token, string request, AthenaTable? table, AthenaEnding ending, bool reused)
{
    int _asked;

    internal string Id => id;

    internal string Token => token;

    /// <summary>Statement, parameters and database: what must be the same for a token and for the reuse of a result.</summary>
    internal string Request => request;

    internal AthenaTable? Table => table;

    internal bool Succeeded => Phase == "SUCCEEDED";

    /// <summary>Never ends by itself.</summary>
    internal bool Held { get; init; }

    internal bool Stopped { get; set; }

    string Phase => Stopped ? "CANCELLED" : _asked == 0 ? "QUEUED" : _asked == 1 || Held ? "RUNNING" : ending.State;

    internal JsonObject Describe()
    {
        _asked++;
        var status = new JsonObject { ["State"] = Phase, ["SubmissionDateTime"] = 1_763_806_531.25 };
        if (!Held && _asked > 1 && ending.Reason is not null)
        {
            status["StateChangeReason"] = ending.Reason;
        }

        if (!Held && _asked > 1 && ending.Category is { } category)
        {
            status["AthenaError"] = new JsonObject
            {
                ["ErrorCategory"] = category,
                ["ErrorType"] = 1003,
                ["Retryable"] = ending.Retryable,
                ["ErrorMessage"] = ending.Reason,
            };
        }

        return new JsonObject
        {
            ["QueryExecutionId"] = id,
            ["StatementType"] = "DML",
            ["Status"] = status,
            ["Statistics"] = new JsonObject
            {
                ["DataScannedInBytes"] = reused ? 0 : table?.BytesScanned ?? 0,
                ["QueryQueueTimeInMillis"] = 120,
                ["EngineExecutionTimeInMillis"] = 400,
                ["ResultReuseInformation"] = new JsonObject { ["ReusedPreviousResult"] = reused },
            },
        };
    }

    /// <summary>A page: the names of the columns are the first row of the first one.</summary>
    internal JsonObject ReadPage(int from, int size)
    {
        var header = table!.Columns.Select(column => (string?)column.Name).ToArray();
        string?[][] rows = [header, .. table.Rows];
        var page = new JsonObject
        {
            ["UpdateCount"] = 0,
            ["ResultSet"] = new JsonObject
            {
                ["Rows"] = new JsonArray([.. rows.Skip(from).Take(size).Select(Row)]),
                ["ResultSetMetadata"] = new JsonObject
                {
                    ["ColumnInfo"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)new JsonObject
                    {
                        ["CatalogName"] = "hive",
                        ["Name"] = column.Name,
                        ["Type"] = column.Type,
                        ["Nullable"] = "UNKNOWN",
                    })]),
                },
            },
        };
        if (from + size < rows.Length)
        {
            page["NextToken"] = $"page-{from + size}";
        }

        return page;
    }

    static JsonNode Row(string?[] values) => new JsonObject
    {
        ["Data"] = new JsonArray([.. values.Select(value => value is null ? new JsonObject() : (JsonNode)new JsonObject { ["VarCharValue"] = value })]),
    };
}
