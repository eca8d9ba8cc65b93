using Microsoft.Net.Http.Headers;

namespace GadgetSales.Api.Answers;

/// <summary>How rows are sent.</summary>
public sealed class AnswerFormat
{
    AnswerFormat(string name, string mediaType, string contentType)
    {
        (Name, MediaType, ContentType) = (name, mediaType, contentType);
    }

    public static AnswerFormat Json { get; } = new("json", "application/json", "application/json");

    /// <summary>RFC 4180, with a header row.</summary>
    public static AnswerFormat Csv { get; } = new("csv", "text/csv", "text/csv; charset=utf-8; header=present");

    /// <summary>One JSON object a line.</summary>
    public static AnswerFormat NdJson { get; } = new("ndjson", "application/x-ndjson", "application/x-ndjson");

    /// <summary>In the order of preference where Accept has none.</summary>
    public static IReadOnlyList<AnswerFormat> All { get; } = [Json, Csv, NdJson];

    public string Name { get; }

    public string MediaType { get; }

    public string ContentType { get; }

    /// <summary>The parameter <c>format</c> wins over Accept; without either the answer is JSON. Null when Accept allows none.</summary>
    public static AnswerFormat? Of(HttpRequest request, QueryParameters parameters)
    {
        if (parameters.Has("format"))
        {
            return parameters.Choice("format", All, Json);
        }

        var accept = request.Headers.Accept;
        return accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept, out var ranges) ? Json : Best(ranges);
    }

    public override string ToString() => Name;

    static AnswerFormat? Best(IList<MediaTypeHeaderValue> ranges) => All
        .Select(format => (Format: format, Quality: QualityOf(format, ranges)))
        .Where(candidate => candidate.Quality > 0)
        .OrderByDescending(candidate => candidate.Quality)
        .Select(candidate => candidate.Format)
        .FirstOrDefault();

    /// <summary>Of the ranges that take in the format the most precise one counts: <c>*/*, text/csv;q=0</c> is anything but CSV.</summary>
    static double QualityOf(AnswerFormat format, IList<MediaTypeHeaderValue> ranges)
    {
        var mediaType = new MediaTypeHeaderValue(format.MediaType);
        return ranges.Where(mediaType.IsSubsetOf)
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }
}
