using System.Net;
using System.Text.Json;
using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

public sealed class OpenApiTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();

    JsonElement _document;

    public async ValueTask InitializeAsync() => _document = JsonElement.Parse(await _host.Client.GetStringAsync("/openapi/v1.json"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_route_is_an_operation()
    {
        var routes = _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Where(path => path != "/").Distinct(StringComparer.Ordinal);

        Assert.All(routes, path => Assert.True(_document.GetProperty("paths").TryGetProperty(path, out _), path));
    }

    [Fact]
    public void Every_operation_has_a_summary_and_a_description()
    {
        Assert.All(Operations(), operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Value.GetProperty("summary").GetString()), operation.Key);
            Assert.False(string.IsNullOrWhiteSpace(operation.Value.GetProperty("description").GetString()), operation.Key);
        });
    }

    [Fact]
    public void Every_operation_under_v1_declares_success_and_its_problems_with_schemas()
    {
        Assert.All(Operations().Where(operation => operation.Key.Contains(" /v1/", StringComparison.Ordinal)), operation =>
        {
            var responses = operation.Value.GetProperty("responses");
            Assert.Contains(responses.EnumerateObject(), response => response.Name[0] == '2' && response.Value.TryGetProperty("content", out _));
            Assert.Contains("500", responses.EnumerateObject().Select(response => response.Name));
            Assert.All(responses.EnumerateObject().Where(response => response.Name[0] is '4' or '5'), response =>
                Assert.Equal("#/components/schemas/Problem", response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString()));
        });
    }

    [Fact]
    public void Every_reference_leads_to_a_schema()
    {
        var schemas = _document.GetProperty("components").GetProperty("schemas");

        Assert.All(References(_document), reference => Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference));
    }

    [Fact]
    public void Every_path_parameter_is_described()
    {
        Assert.All(Operations(), operation =>
        {
            var named = operation.Value.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString()).ToList()
                : [];
            Assert.Equal(operation.Key.Split('{').Skip(1).Select(part => part.Split('}')[0]), named);
        });
    }

    [Fact]
    public async Task Every_example_body_works_when_it_is_posted()
    {
        foreach (var (name, operation) in Operations().Where(operation => operation.Key.StartsWith("post /v1/sales", StringComparison.Ordinal)))
        {
            foreach (var form in operation.GetProperty("requestBody").GetProperty("content").EnumerateObject())
            {
                foreach (var value in ExamplesOf(form.Value))
                {
                    var body = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

                    var response = await _host.Client.PostTextAsync(name.Split(' ')[1], body, form.Name);

                    var answer = await response.JsonAsync();
                    Assert.True(response.IsSuccessStatusCode, $"{name} {body}: {answer}");
                    Assert.False(answer.TryGetProperty("rejected", out var rejected) && rejected.GetInt32() > 0, $"{name} {body}: {answer}");
                }
            }
        }
    }

    [Fact]
    public async Task What_the_schema_of_a_line_allows_at_most_is_taken_and_one_more_is_not()
    {
        var line = _document.GetProperty("components").GetProperty("schemas").GetProperty("SaleLine").GetProperty("properties");
        foreach (var member in new[] { "quantity", "unitPriceMinor" })
        {
            // Of a quantity 0 is not enough, and the least is a thousandth.
            var isQuantity = member == "quantity";
            var (least, most) = (isQuantity ? 1 : line.GetProperty(member).GetProperty("minimum").GetInt64(), line.GetProperty(member).GetProperty("maximum").GetInt64());
            await AssertTakenAsync(member, least, HttpStatusCode.Created);
            await AssertTakenAsync(member, most, HttpStatusCode.Created);
            await AssertTakenAsync(member, least - 1, HttpStatusCode.BadRequest);
            await AssertTakenAsync(member, most + 1, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Members_that_the_schema_requires_are_required_and_the_others_are_not()
    {
        var schema = _document.GetProperty("components").GetProperty("schemas").GetProperty("Sale");
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var member in schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => name is not ("lines" or "saleId")))
        {
            var response = await _host.Client.PostSaleAsync(SaleText.With(sale =>
            {
                sale["saleId"] = "without-" + member;
                sale.Remove(member);
            }));

            Assert.Equal(required.Contains(member) ? HttpStatusCode.BadRequest : HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_bare_address_leads_to_a_page_that_needs_nothing_from_elsewhere()
    {
        var page = await _host.Client.GetAsync("/");

        Assert.Equal("/swagger/index.html", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task With_keys_the_document_is_open_and_says_how_to_authorize()
    {
        await using var host = ApiHost.StartWithKeys();

        var document = JsonElement.Parse(await host.Client.GetStringAsync("/openapi/v1.json"));

        Assert.Equal(["bearer", "apiKey"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name));
        Assert.Equal(2, document.GetProperty("paths").GetProperty("/v1/sales").GetProperty("post").GetProperty("security").GetArrayLength());
        Assert.True(document.GetProperty("paths").GetProperty("/v1/sales").GetProperty("post").GetProperty("responses").TryGetProperty("401", out _));
    }

    async Task AssertTakenAsync(string member, long value, HttpStatusCode status)
    {
        var text = SaleText.With(sale => (sale["saleId"], sale["lines"]![0]![member]) = ($"{member}:{value}".Replace("-", "minus", StringComparison.Ordinal), value));

        Assert.Equal(status, (await _host.Client.PostSaleAsync(text)).StatusCode);
    }

    static IEnumerable<JsonElement> ExamplesOf(JsonElement media) =>
        media.TryGetProperty("example", out var only) ? [only] : media.GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"));

    IEnumerable<KeyValuePair<string, JsonElement>> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select KeyValuePair.Create($"{operation.Name} {path.Name}", operation.Value);

    static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
