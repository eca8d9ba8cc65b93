using System.Text.Json;

namespace GadgetSales.Cli.Forecasting;

/// <summary>One line of a task file: <c>{"id":"shop-1","y":[12,15,9],"h":14,"periods":[7]}</c>.</summary>
/// <param name="Id">Unique in its file, not empty.</param>
/// <param name="Values">Oldest first; <c>y</c> in the file.</param>
/// <param name="Horizon">Steps to project; <c>h</c> in the file.</param>
/// <param name="Periods">Candidate seasonal periods; none when the file has no <c>periods</c>.</param>
internal sealed record ForecastTask(string Id, double[] Values, int Horizon, int[] Periods)
{
    const int LongestHorizon = 10_000;

    /// <summary>Members other than the four are ignored, so that tasks can carry notes of their own.</summary>
    /// <exception cref="TaskFileException">Names the line and the field.</exception>
    public static ForecastTask Parse(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new TaskFileException(number, "must be a JSON object");
            }
            return new(ReadId(root, number), ReadValues(root, number), ReadHorizon(root, number), ReadPeriods(root, number));
        }
        catch (JsonException error)
        {
            throw new TaskFileException(number, $"is not JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new TaskFileException(number, "holds half of a surrogate pair: write characters beyond U+FFFF as UTF-8 or as two \\u escapes", error);
        }
    }

    static string ReadId(JsonElement root, int number) =>
        root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text
            ? text
            : throw new TaskFileException(number, "field \"id\" must be a text that is not empty");

    static int ReadHorizon(JsonElement root, int number) =>
        root.TryGetProperty("h", out var h) && h.ValueKind == JsonValueKind.Number && h.TryGetInt32(out var steps) && steps is >= 1 and <= LongestHorizon
            ? steps
            : throw new TaskFileException(number, $"field \"h\" must be a whole number from 1 to {LongestHorizon}");

    static double[] ReadValues(JsonElement root, int number)
    {
        if (!root.TryGetProperty("y", out var y) || y.ValueKind != JsonValueKind.Array)
        {
            throw new TaskFileException(number, "field \"y\" must be an array of numbers");
        }
        var values = new double[y.GetArrayLength()];
        var i = 0;
        foreach (var element in y.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out values[i]) || !double.IsFinite(values[i]))
            {
                throw new TaskFileException(number, $"field \"y\" must hold numbers, but element {i} is {element.GetRawText()}");
            }
            i++;
        }
        return values;
    }

    static int[] ReadPeriods(JsonElement root, int number)
    {
        if (!root.TryGetProperty("periods", out var periods))
        {
            return [];
        }
        const string Rule = "field \"periods\" must be an array of whole numbers of at least 2";
        if (periods.ValueKind != JsonValueKind.Array)
        {
            throw new TaskFileException(number, Rule);
        }
        return
        [
            .. periods.EnumerateArray().Select(element =>
                element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var period) && period >= 2
                    ? period
                    : throw new TaskFileException(number, $"{Rule}, but one is {element.GetRawText()}")),
        ];
    }
}
