using System.Text.Json.Nodes;

namespace GadgetSales.Api.OpenApi;

/// <summary>A body that an endpoint reads itself, as its metadata.</summary>
public sealed record BodyDocs(string Description, params IReadOnlyList<BodyForm> Forms);

/// <summary>One media type a body may have. <see cref="SchemaId"/> names a component of the document; null for lines of text.</summary>
public sealed record BodyForm(string MediaType, string? SchemaId, params IReadOnlyList<BodyExample> Examples)
{
    /// <summary>The body is an array of the component.</summary>
    public bool IsArray { get; init; }
}

/// <summary>A body that works as it stands when it is posted.</summary>
/// <param name="MakeText">Called whenever the document is read, since dates pass.</param>
public sealed record BodyExample(string Name, string Summary, Func<string> MakeText)
{
    public BodyExample(string name, string summary, string text)
        : this(name, summary, () => text)
    {
    }

    public string Text => MakeText();

    public JsonNode AsJson() => JsonNode.Parse(Text)!;
}

/// <summary>An answer that an endpoint writes itself, as its metadata.</summary>
public sealed record ResultDocs(int Status, string Description, string SchemaId, params IReadOnlyList<HeaderDoc> Headers)
{
    public string? JsonExample { get; init; }
}

public sealed record HeaderDoc(string Name, string Description);

/// <summary>A part of an endpoint's path, or a header it reads itself, as its metadata.</summary>
public sealed record ValueDocs(string Name, string Description, string Example, bool IsHeader = false);
