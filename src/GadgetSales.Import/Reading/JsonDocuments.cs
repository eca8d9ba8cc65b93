using System.Text;

namespace GadgetSales.Import.Reading;

/// <summary>The JSON documents of a file: one a line, or the elements of one array.</summary>
static class JsonDocuments
{
    /// <summary>Whether the first bytes are those of JSON rather than of a table, in whatever encoding.</summary>
    internal static bool Begin(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> passed = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];
        var first = start.IndexOfAnyExcept(passed);
        var second = first < 0 ? -1 : start[(first + 1)..].IndexOfAnyExcept(passed);
        return first >= 0 && (start[first] == '{' || (start[first] == '[' && second >= 0 && start[first + 1 + second] is (byte)'{' or (byte)']'));
    }

    /// <summary>Reads the file once; blank lines between documents come out as empty texts.</summary>
    internal static IEnumerable<SourceLine> Read(TextReader reader)
    {
        while (reader.Peek() is var next and >= 0 && (char.IsWhiteSpace((char)next) || next == '\uFEFF') && next != '\n')
        {
            _ = reader.Read();
        }

        return reader.Peek() == '[' ? Elements(reader) : Lines(reader);
    }

    static IEnumerable<SourceLine> Lines(TextReader reader)
    {
        for (var number = 1L; reader.ReadLine() is { } text; number++)
        {
            yield return new SourceLine(number, string.IsNullOrWhiteSpace(text) ? "" : text);
        }
    }

    /// <summary>Cuts the array at the commas of its own depth; what is wrong inside an element is found when it is read.</summary>
    static IEnumerable<SourceLine> Elements(TextReader reader)
    {
        _ = reader.Read();
        var element = new StringBuilder();
        var (line, begun, depth, inString, escaped) = (1L, 1L, 0, false, false);
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            var letter = (char)next;
            line += letter == '\n' ? 1 : 0;
            if (depth == 0 && !inString && letter is ',' or ']')
            {
                if (element.ToString().Trim() is { Length: > 0 } text)
                {
                    yield return new SourceLine(begun, text);
                }

                element.Clear();
                if (letter == ']')
                {
                    yield break;
                }

                continue;
            }

            begun = element.Length == 0 ? line : begun;
            element.Append(element.Length == 0 && char.IsWhiteSpace(letter) ? "" : letter is '\n' or '\r' ? " " : letter.ToString());
            (inString, escaped) = inString ? (escaped || letter != '"', !escaped && letter == '\\') : (letter == '"', false);
            depth += inString ? 0 : letter is '{' or '[' ? 1 : letter is '}' or ']' ? -1 : 0;
        }

        throw new InvalidDataException("the array of sales has no end");
    }
}
