using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>Whatever is sent, the service answers and blames nobody but the sender: below 500, and errors as problems.</summary>
[Slow]
public sealed class FuzzTests : IAsyncLifetime
{
    static readonly string[] Paths = ["/v1/sales", "/v1/sales/batch"];
    static readonly string[] MediaTypes = ["application/json", "application/x-ndjson", "text/plain"];
    static readonly string[] Pieces = ["{", "}", "[", "]", ",", ":", "\"", "null", "-1", "1e999", "9223372036854775808", "\\ud800", "\u0000", "\"lines\"", "\n", "🛒"];

    readonly ApiHost _host = ApiHost.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Random_bytes_never_give_a_server_error() =>
        await SendAllAsync(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(300).Sample(150));

    [Fact]
    public async Task Mutated_sales_never_give_a_server_error()
    {
        var text = SaleText.Valid;
        var mutated = from at in Gen.Choose(0, text.Length - 1)
                      from length in Gen.Choose(0, 30)
                      from piece in Gen.Elements(Pieces)
                      select Encoding.UTF8.GetBytes(text[..at] + piece + text[Math.Min(text.Length, at + length)..]);
        await SendAllAsync(mutated.Sample(300));
    }

    [Theory]
    [InlineData("quantity", "100000", "unitPriceMinor", "1000000000000")]
    [InlineData("quantity", "1", "unitPriceMinor", "9223372036854775807")]
    [InlineData("quantity", "-2147483648", "discountMinor", "-9223372036854775808")]
    public async Task Amounts_beyond_every_integer_never_give_a_server_error(string member, string value, string other, string otherValue)
    {
        var line = $$"""{"sku":"A","quantity":1,"unitPriceMinor":1,"discountMinor":0}"""
            .Replace($"\"{member}\":1", $"\"{member}\":{value}", StringComparison.Ordinal)
            .Replace($"\"{other}\":1", $"\"{other}\":{otherValue}", StringComparison.Ordinal)
            .Replace($"\"{other}\":0", $"\"{other}\":{otherValue}", StringComparison.Ordinal);
        var sale = SaleText.With("lines", "[" + string.Join(",", Enumerable.Repeat(line, 1_500)) + "]");

        await SendAllAsync([Encoding.UTF8.GetBytes(sale), Encoding.UTF8.GetBytes("[" + sale + "]")]);
    }

    [Theory]
    [InlineData("/v1/sales/%2e%2e%2f")]
    [InlineData("/v1/sales/%F0%9F%9B%92")]
    [InlineData("/v1/stores/%01/sales?businessDate=2019-04-19")]
    [InlineData("/v1/stores/x/sales?businessDate=2019-04-19&cursor=%00%ff&limit=99999999999999999999")]
    [InlineData("/v1/stores/x/sales?businessDate=0001-01-01&businessDate=9999-12-31")]
    [InlineData("/%01%ff")]
    public async Task Odd_addresses_never_give_a_server_error(string path) => await AssertBlamelessAsync(await _host.Client.GetAsync(path));

    async Task SendAllAsync(IEnumerable<byte[]> bodies)
    {
        foreach (var body in bodies)
        {
            foreach (var path in Paths)
            {
                foreach (var mediaType in MediaTypes)
                {
                    await AssertBlamelessAsync(await _host.Client.PostBytesAsync(path, body, mediaType));
                }
            }
        }
    }

    static async Task AssertBlamelessAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode}: {text}");
        if ((int)response.StatusCode >= 400)
        {
            await ProblemAssert.IsProblemAsync(response);
        }
    }
}
