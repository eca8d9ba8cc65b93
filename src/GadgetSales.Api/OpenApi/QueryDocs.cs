namespace GadgetSales.Api.OpenApi;

/// <summary>A query parameter that an endpoint reads itself, for the OpenAPI document.</summary>
public sealed record QueryParameterDoc(string Name, string Description)
{
    /// <summary>The allowed values; empty for free text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public QueryParameterForm Form { get; init; } = QueryParameterForm.Single;

    /// <summary>An OpenAPI format such as <c>date</c>.</summary>
    public string? Format { get; init; }

    /// <summary>What free text must look like, as a regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>Lowest and highest value of a whole number.</summary>
    public (int Lowest, int Highest)? Number { get; init; }

    public string? Default { get; init; }

    /// <summary>What "Try it out" starts with.</summary>
    public string? Example { get; init; }
}

public enum QueryParameterForm
{
    Single,

    /// <summary>Several values, separated by commas.</summary>
    CommaSeparated,

    /// <summary>Several values, the parameter repeated for each.</summary>
    Repeated,
}

/// <summary>The query parameters of an endpoint, as its metadata.</summary>
public sealed record QueryDocs(IReadOnlyList<QueryParameterDoc> Parameters);

/// <summary>An endpoint's answer, as its metadata: an example of its JSON and the other media types it comes in.</summary>
public sealed record AnswerDocs(string JsonExample, params IReadOnlyList<AnswerText> Others);

/// <summary>An answer that is text to OpenAPI.</summary>
public sealed record AnswerText(string MediaType, string Example);
