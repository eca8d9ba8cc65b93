using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GadgetSales.Tests.Support;

/// <summary>Posts the way tills do.</summary>
public static class Posting
{
    public static Task<HttpResponseMessage> PostSaleAsync(this HttpClient client, string json) => client.PostTextAsync("/v1/sales", json);

    public static Task<HttpResponseMessage> PostBatchAsync(this HttpClient client, params string[] sales) =>
        client.PostTextAsync("/v1/sales/batch", "[" + string.Join(",", sales) + "]");

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string text, string mediaType = "application/json", params (string Name, string Value)[] headers) =>
        client.PostBytesAsync(path, Encoding.UTF8.GetBytes(text), mediaType, headers);

    public static async Task<HttpResponseMessage> PostBytesAsync(this HttpClient client, string path, byte[] body, string mediaType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.Add(name, value);
            }
        }

        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsStringAsync());

    /// <summary>The valid sale under another id.</summary>
    public static string SaleWithId(string saleId) => SaleText.With("saleId", $"\"{saleId}\"");
}
