using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using GadgetSales.Embedded.Lake.DuckDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Tests.Support;

/// <summary>A refusal that the next call of an operation gets.</summary>
sealed record AthenaFault(string Operation, int Status, string Code, string Message);

/// <summary>
/// Speaks Athena's JSON protocol on a free port: verifies signatures, queues queries, answers them from Parquet with DuckDB, pages results, reuses them
/// by age, keeps client tokens apart, and refuses what Athena's documentation says it refuses. SQL is DuckDB's, not Trino's: dialect is linted elsewhere.
/// </summary>
sealed class FakeAthena : IAsyncDisposable
{
    internal const string Workgroup = "analysts";
    internal const string Database = "gadgets";

    // Those of the environment where it names some: the tests beside this one may talk to a DynamoDB that wants them.
    static readonly string AccessKey = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "AKIDEXAMPLE";
    static readonly string SecretKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    readonly ConcurrentQueue<(string Operation, JsonObject Body)> _calls = new();
    readonly List<AthenaExecution> _executions = [];
    readonly AthenaEngine _engine;
    readonly WebApplication _server;

    FakeAthena(string parquet)
    {
        _engine = new AthenaEngine(parquet);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/", AnswerAsync);
    }

    /// <summary>Refusals to come, each for one call.</summary>
    internal ConcurrentQueue<AthenaFault> Faults { get; } = new();

    /// <summary>How the next executions end instead of by what DuckDB finds.</summary>
    internal ConcurrentQueue<AthenaEnding> Endings { get; } = new();

    /// <summary>Executions that start from now on run until they are stopped.</summary>
    internal bool Holds { get; set; }

    internal string WorkgroupState { get; set; } = "ENABLED";

    /// <summary>Every call that was signed well, in order.</summary>
    internal IReadOnlyList<(string Operation, JsonObject Body)> Calls => [.. _calls];

    /// <summary>The settings of a service that uses it.</summary>
    internal IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Aws:Database", Database), ("Aws:Workgroup", Workgroup), ("AWS_ENDPOINT_URL_ATHENA", _server.Urls.First()),
        ("AWS_REGION", Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1"), ("AWS_ACCESS_KEY_ID", AccessKey), ("AWS_SECRET_ACCESS_KEY", SecretKey),
    ];

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

    async Task AnswerAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var (status, answer) = Answer(context.Request, buffer.ToArray());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    (int Status, JsonObject Answer) Answer(HttpRequest request, byte[] body)
    {
        if (SigV4.FindFault(request, body, "athena", AccessKey, SecretKey, TimeProvider.System.GetUtcNow()) is { } fault)
        {
            return Refuse("InvalidSignatureException", fault, StatusCodes.Status403Forbidden);
        }

        var operation = request.Headers["X-Amz-Target"].ToString().Replace("AmazonAthena.", "", StringComparison.Ordinal);
        var input = JsonNode.Parse(body)!.AsObject();
        _calls.Enqueue((operation, input));
        if (Faults.TryPeek(out var next) && next.Operation == operation && Faults.TryDequeue(out next))
        {
            return Refuse(next.Code, next.Message, next.Status);
        }

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

    (int Status, JsonObject Answer) Start(JsonObject input)
    {
        if (Text(input, "WorkGroup") is var workgroup && workgroup != Workgroup)
        {
            return Refuse("InvalidRequestException", $"WorkGroup {workgroup} is not found.");
        }

        var literals = input["ExecutionParameters"]?.AsArray().Select(literal => literal!.GetValue<string>()).ToList() ?? [];
        if (FindFault(input, literals) is { } fault)
        {
            return Refuse("InvalidRequestException", fault);
        }

        var (token, request) = (Text(input, "ClientRequestToken"), $"{Text(input, "QueryString")}\n{string.Join('\n', literals)}");
        if (_executions.Find(each => each.Token == token) is { } same)
        {
            return same.Request == request ? Started(same) : Refuse("InvalidRequestException", "Idempotent parameters do not match.");
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
        catch (DuckDbException error) when (error.Message.StartsWith("Parser Error", StringComparison.Ordinal))
        {
            return Refuse("InvalidRequestException", error.Message);
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
        catch (DuckDbException error) when (!error.Message.StartsWith("Parser Error", StringComparison.Ordinal))
        {
            return (null, new AthenaEnding("FAILED", error.Message, Category: 2));
        }
    }

    (int Status, JsonObject Answer) OfExecution(string operation, JsonObject input)
    {
        if (_executions.Find(each => each.Id == Text(input, "QueryExecutionId")) is not { } execution)
        {
            return Refuse("InvalidRequestException", "QueryExecution was not found");
        }

        switch (operation)
        {
            case "GetQueryExecution":
                return (StatusCodes.Status200OK, new JsonObject { ["QueryExecution"] = execution.Describe() });
            case "StopQueryExecution":
                execution.Stopped = true;
                return (StatusCodes.Status200OK, []);
            case "GetQueryResults" when execution.Succeeded && input["MaxResults"]!.GetValue<int>() is var size and >= 1 and <= 1000:
                var from = input["NextToken"]?.GetValue<string>() is { } token ? int.Parse(token["page-".Length..], CultureInfo.InvariantCulture) : 0;
                return (StatusCodes.Status200OK, execution.ReadPage(from, size));
            default:
                return Refuse("InvalidRequestException", $"{operation} is not possible with these values now.");
        }
    }

    (int Status, JsonObject Answer) DescribeWorkgroup(string name) => name == Workgroup
        ? (StatusCodes.Status200OK, new JsonObject { ["WorkGroup"] = new JsonObject { ["Name"] = name, ["State"] = WorkgroupState } })
        : Refuse("InvalidRequestException", $"WorkGroup {name} is not found.");

    static (int Status, JsonObject Answer) Started(AthenaExecution execution) =>
        (StatusCodes.Status200OK, new JsonObject { ["QueryExecutionId"] = execution.Id });

    static (int Status, JsonObject Answer) Refuse(string code, string message, int status = StatusCodes.Status400BadRequest) =>
        (status, new JsonObject { ["__type"] = code, ["Message"] = message });

    static string Text(JsonObject input, string member) => input[member]!.GetValue<string>();
}
