namespace GadgetSales.Cli.Api;

/// <summary>What the service says is wrong with a sale or a request (RFC 9457).</summary>
sealed record ApiProblem
{
    public string? Code { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool Retryable { get; init; }

    public IReadOnlyList<string> Differences { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>One line for a person.</summary>
    internal string Summary()
    {
        var errors = Errors.SelectMany(member => member.Value.Select(message => $"{member.Key}: {message}"));
        var differences = Differences.Count == 0 ? [] : new[] { "differs from the recorded sale at " + string.Join(", ", Differences) };
        var specific = string.Join("; ", errors.Concat(differences));
        return $"{Code}: {(specific.Length > 0 ? specific : Detail ?? Title)}";
    }
}

enum SaleStatus
{
    Recorded,
    Replayed,
    Conflict,
    Rejected,
}

/// <summary>What became of one sale of a batch. <see cref="Problem"/> is set for conflict and rejected.</summary>
sealed record SaleResult(int Index, string? SaleId, SaleStatus Status, ApiProblem? Problem);

/// <summary>The end of a request, after its retries.</summary>
abstract record BatchAnswer
{
    /// <summary>Every sale has its result; recorded and replayed ones are durable.</summary>
    internal sealed record Taken(IReadOnlyList<SaleResult> Results) : BatchAnswer;

    /// <summary>The request as a whole was turned down: nothing of it was recorded.</summary>
    internal sealed record Refused(int Status, ApiProblem Problem) : BatchAnswer;

    /// <summary>No answer within the time for retries. Some of the sales may be recorded: the same ids can be sent again.</summary>
    internal sealed record Unreachable(string Reason) : BatchAnswer;
}

/// <summary>The end of posting one sale, after its retries.</summary>
abstract record SaleAnswer
{
    /// <summary>Decided; recorded and replayed are durable. <see cref="Problem"/> is set for the others.</summary>
    internal sealed record Taken(SaleStatus Status, ApiProblem? Problem) : SaleAnswer;

    /// <summary>No answer within the time for retries. The sale may be recorded: it can be posted again.</summary>
    internal sealed record Unreachable(string Reason) : SaleAnswer;
}
