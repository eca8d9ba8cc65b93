using System.Net.Http.Headers;
using System.Text;

namespace GadgetSales.Tests.Support;

/// <summary>One request of an .http file: its title begins with the status of the answer.</summary>
public sealed record HttpFileRequest(string Title, HttpMethod Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public int Status => int.Parse(Title.Split(' ')[0]);

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Address);
        if (Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        }

        foreach (var (name, value) in Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                message.Headers.Add(name, value);
            }
        }

        return message;
    }
}

/// <summary>Reads .http files as editors do: requests between lines of <c>###</c>, variables by <c>@name = value</c> and <c>{{name}}</c>.</summary>
public static class HttpFile
{
    /// <summary>The requests in their order; <paramref name="variables"/> go before those of the file.</summary>
    public static IReadOnlyList<HttpFileRequest> Read(string text, params (string Name, string Value)[] variables)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.StartsWith('@')))
        {
            values[line[1..line.IndexOf('=')].Trim()] = line[(line.IndexOf('=') + 1)..].Trim();
        }

        foreach (var (name, value) in variables)
        {
            values[name] = value;
        }

        var filled = values.Aggregate(text, (before, value) => before.Replace("{{" + value.Key + "}}", value.Value, StringComparison.Ordinal));
        return [.. filled.Split("\n### ").Skip(1).Select(Parse)];
    }

    static HttpFileRequest Parse(string block)
    {
        var lines = block.Split('\n');
        var request = lines[1].Split(' ');
        var headers = lines.Skip(2).TakeWhile(line => line.Length > 0).Select(line => (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim())).ToList();
        return new HttpFileRequest(lines[0], new HttpMethod(request[0]), request[1], headers, string.Join('\n', lines.Skip(3 + headers.Count)).Trim());
    }
}
