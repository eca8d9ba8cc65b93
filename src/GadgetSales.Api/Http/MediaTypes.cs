using Microsoft.Net.Http.Headers;

namespace GadgetSales.Api.Http;

/// <summary>Which content types are taken and given.</summary>
public static class MediaTypes
{
    public const string Json = "application/json";
    public const string NdJson = "application/x-ndjson";

    /// <summary>The first of <paramref name="taken"/> that the body's Content-Type names, in UTF-8; null when it names none of them.</summary>
    public static string? OfBody(HttpRequest request, params ReadOnlySpan<string> taken)
    {
        var given = request.ContentType;
        foreach (var mediaType in taken)
        {
            if (string.Equals(given, mediaType, StringComparison.OrdinalIgnoreCase))
            {
                return mediaType;
            }
        }

        if (!MediaTypeHeaderValue.TryParse(given, out var parsed) || (parsed.Charset.HasValue && !HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        foreach (var mediaType in taken)
        {
            if (parsed.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            {
                return mediaType;
            }
        }

        return null;
    }

    public static Problem Unsupported(params ReadOnlySpan<string> taken) =>
        new(ProblemKind.UnsupportedMediaType, $"Send Content-Type: {string.Join(" or ", taken!)}, in UTF-8.");

    /// <summary>Whether Accept lets the answer come as <paramref name="mediaType"/>. No Accept allows everything.</summary>
    public static bool IsAccepted(HttpRequest request, string mediaType)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept == "*/*" || accept == mediaType)
        {
            return true;
        }

        var answer = new MediaTypeHeaderValue(mediaType);
        return !MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Any(range => range.Quality is not 0 && answer.IsSubsetOf(range));
    }
}

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
