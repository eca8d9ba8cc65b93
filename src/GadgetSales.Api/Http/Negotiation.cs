
namespace GadgetSales.Api.Http;

/// <summary>Endpoint metadata: the endpoint answers in these media types only, so a request that accepts none of them is refused before anything is done.</summary>
public sealed record AnswersAs(params IReadOnlyList<string> MediaTypes);

/// <summary>Refuses with 406 what <see cref="AnswersAs"/> rules out.</summary>
public static class Negotiation
{
    public static IApplicationBuilder UseNegotiation(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AnswersAs>() is { } answers && !answers.MediaTypes.Any(mediaType => MediaTypes.IsAccepted(context.Request, mediaType))
            ? new Problem(ProblemKind.NotAcceptable, $"The answer comes as {string.Join(", ", answers.MediaTypes)}.").ExecuteAsync(context)
            : next(context));
}
