using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Support;

/// <summary>
/// Speaks Athena's JSON protocol on a free port: verifies signatures, queues queries, answers them from Parquet with DuckDB, pages results, reuses them
/// by age, keeps client tokens apart, and refuses what Athena's documentation says it refuses. SQL is DuckDB's, not Trino's: dialect is linted elsewhere.
/// </summary>
sealed class FakeAthena : IAsyncDisposable
{
    internal const string Workgroup = "analysts";
    internal const string Database = "gadgets";

    readonly List<AthenaExecution> _executions = [];
    readonly AthenaEngine _engine;
    readonly AwsJsonServer _server;

    FakeAthena(string parquet)
    {
        _engine = new AthenaEngine(parquet);
        _server = new AwsJsonServer("athena", "AmazonAthena", "1.1", Answer);
    }

    /// <summary>Refusals to come, each for one call.</summary>
    internal ConcurrentQueue<AwsFault> Faults => _server.Faults;

    /// <summary>How the next executions end instead of by what DuckDB finds.</summary>
    internal ConcurrentQueue<AthenaEnding> Endings { get; } = new();

    /// <summary>Executions that start from now on run until they are stopped.</summary>
    internal bool Holds { get; set; }

    internal string WorkgroupState { get; set; } = "ENABLED";

    /// <summary>Completes when calls may be answered; a test can let them hang.</summary>
    internal Task Hanging
    {
        set => _server.Hanging = value;
    }

    /// <summary>Every call that was signed well, in order.</summary>
    internal IReadOnlyList<(string Operation, JsonObject Body)> Calls => _server.Calls;

    /// <summary>The settings of a service that uses it.</summary>
    internal IEnumerable<(string Key, string Value)> Settings =>
        [("Aws:Database", Database), ("Aws:Workgroup", Workgroup), .. _server.Settings("ATHENA")];

    internal static async Task<FakeAthena> StartAsync(string parquet)
    {
        var athena = new FakeAthena(parquet);
        await athena._server.StartAsync();
        return athena;
    }

    internal int Count(string operation) => Calls.Count(call => call.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _engine.Dispose();
    }

    AwsAnswer Answer(string operation, JsonObject input)
    {
        lock (_executions)
        {
            return operation switch
            {
                "StartQueryExecution" => Start(input),
                "GetWorkGroup" => DescribeWorkgroup(input["WorkGroup"]!.GetValue<string>()),
                _ => OfExecution(operation, input),
            };
        }
    }

    AwsAnswer Start(JsonObject input)
    {
        if (Text(input, "WorkGroup") is var workgroup && workgroup != Workgroup)
        {
            return AwsAnswer.Refuse("InvalidRequestException", $"WorkGroup {workgroup} is not found.");
        }

        var literals = input["ExecutionParameters"]?.AsArray().Select(literal => literal!.GetValue<string>()).ToList() ?? [];
        if (FindFault(input, literals) is { } fault)
        {
            return AwsAnswer.Refuse("InvalidRequestException", fault);
        }

        var (token, request) = (Text(input, "ClientRequestToken"), $"{Text(input, "QueryString")}\n{string.Join('\n', literals)}");
        if (_executions.Find(each => each.Token == token) is { } same)
        {
            return same.Request == request ? Started(same) : AwsAnswer.Refuse("InvalidRequestException", "Idempotent parameters do not match.");
        }

        var reusable = input["ResultReuseConfiguration"]?["ResultReuseByAgeConfiguration"]?["Enabled"]?.GetValue<bool>() == true;
        var earlier = reusable ? _executions.Find(each => each.Succeeded && each.Request == request) : null;
        try
        {
            var (table, ending) = earlier is null ? Run(Text(input, "QueryString"), literals) : (earlier.Table, new AthenaEnding("SUCCEEDED"));
            var execution = new AthenaExecution(Guid.NewGuid().ToString(), token, request, table, ending, earlier is not null) { Held = Holds };
            _executions.Add(execution);
            return Started(execution);
        }
        catch (DuckDBException error) when (error.Message.StartsWith("Parser Error", StringComparison.Ordinal))
        {
            return AwsAnswer.Refuse("InvalidRequestException", error.Message);
        }
    }

    static string? FindFault(JsonObject input, List<string> literals) =>
        Text(input, "ClientRequestToken").Length is < 32 or > 128 ? "Member must have length between 32 and 128: clientRequestToken"
        : input["ExecutionParameters"] is JsonArray { Count: 0 } || literals.Exists(literal => literal.Length is 0 or > 1024) ? "Member must satisfy constraint: executionParameters"
        : Text(input["QueryExecutionContext"]!.AsObject(), "Database") != Database ? "Database is not found."
        : null;

    (AthenaTable? Table, AthenaEnding Ending) Run(string sql, List<string> literals)
    {
        if (Endings.TryDequeue(out var ending))
        {
            return (null, ending);
        }

        try
        {
            return (_engine.Run(sql, literals), new AthenaEnding("SUCCEEDED"));
        }
        catch (Exception error) when (error is LakeQueryException or DuckDBException && !error.Message.StartsWith("Parser Error", StringComparison.Ordinal))
        {
            return (null, new AthenaEnding("FAILED", error.Message, Category: 2));
        }
    }

    AwsAnswer OfExecution(string operation, JsonObject input)
    {
        if (_executions.Find(each => each.Id == Text(input, "QueryExecutionId")) is not { } execution)
        {
            return AwsAnswer.Refuse("InvalidRequestException", "QueryExecution was not found");
        }

        switch (operation)
        {
            case "GetQueryExecution":
                return AwsAnswer.Ok(new JsonObject { ["QueryExecution"] = execution.Describe() });
            case "StopQueryExecution":
                execution.Stopped = true;
                return AwsAnswer.Ok([]);
            case "GetQueryResults" when execution.Succeeded && input["MaxResults"]!.GetValue<int>() is var size and >= 1 and <= 1000:
                var from = input["NextToken"]?.GetValue<string>() is { } token ? int.Parse(token["page-".Length..], CultureInfo.InvariantCulture) : 0;
                return AwsAnswer.Ok(execution.ReadPage(from, size));
            default:
                return AwsAnswer.Refuse("InvalidRequestException", $"{operation} is not possible with these values now.");
        }
    }

    AwsAnswer DescribeWorkgroup(string name) => name == Workgroup
        ? AwsAnswer.Ok(new JsonObject { ["WorkGroup"] = new JsonObject { ["Name"] = name, ["State"] = WorkgroupState } })
        : AwsAnswer.Refuse("InvalidRequestException", $"WorkGroup {name} is not found.");

    static AwsAnswer Started(AthenaExecution execution) =>
        AwsAnswer.Ok(new JsonObject { ["QueryExecutionId"] = execution.Id });

    static string Text(JsonObject input, string member) => input[member]!.GetValue<string>();
}
