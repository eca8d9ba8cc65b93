using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>What the API's document promises of a sale's members is what the service does, at each limit and one beyond it.</summary>
public sealed class DocumentedLimitsTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();
    JsonElement _schemas;
    int _posted;

    public async ValueTask InitializeAsync() =>
        _schemas = JsonElement.Parse(await _host.Client.GetStringAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_the_document_allows_at_most_and_at_least_is_taken_and_one_beyond_is_refused_at_its_pointer()
    {
        var compared = 0;
        foreach (var (schema, inLine) in new[] { ("Sale", false), ("SaleLine", true) })
        {
            foreach (var member in _schemas.GetProperty(schema).GetProperty("properties").EnumerateObject())
            {
                foreach (var (value, allowed) in AroundLimits(member.Value))
                {
                    await AssertAsync(member.Name, inLine, value, allowed);
                    compared++;
                }
            }
        }

        // 8 texts, 3 ids and a currency at both ends; five numbers at both, the quantity at its most, four at their least; the lines and the payments.
        Assert.InRange(compared, 80, 90);
    }

    [Fact]
    public void Every_limit_of_the_table_is_in_the_document()
    {
        foreach (var (schema, members) in new[] { ("Sale", SaleMembers.Posted), ("SaleLine", SaleMembers.Line), ("RecordedSale", SaleMembers.Recorded), ("RecordedSaleLine", SaleMembers.RecordedLine), ("Payment", SaleMembers.Payment) })
        {
            var properties = _schemas.GetProperty(schema).GetProperty("properties");
            Assert.Equal(members.Rules.Select(rule => rule.Name), properties.EnumerateObject().Select(property => property.Name));
            Assert.All(members.Rules.Where(rule => rule.Max is not null), rule =>
                Assert.Equal(rule.Max, Limit(properties.GetProperty(rule.Name), "maximum") ?? Limit(properties.GetProperty(rule.Name), "maxLength") ?? Limit(properties.GetProperty(rule.Name), "maxItems")));
        }
    }

    static IEnumerable<(JsonNode Value, bool Allowed)> AroundLimits(JsonElement schema)
    {
        if (Limit(schema, "minimum") is { } least)
        {
            yield return (least, true);
            yield return (least - 1, false);
        }

        if (Limit(schema, "maximum") is { } most)
        {
            yield return (most, true);
            yield return (most + 1, false);
        }

        if (Limit(schema, "maxItems") is { } items)
        {
            yield return (Entries(items), true);
            yield return (Entries(items + 1), false);
        }

        if (Limit(schema, "maxLength") is { } longest)
        {
            var letters = longest == 3 ? "USD" : new string('x', (int)longest);
            yield return (letters, true);
            yield return (letters + "x", false);
            yield return ("", false);
            yield return (letters[..(int)Limit(schema, "minLength")!], longest > 3);
        }
    }

    static long? Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) ? limit.GetInt64() : null;

    /// <summary>Lines; or so few that they are payments, which pay the valid sale.</summary>
    static JsonArray Entries(long count) => new([.. Enumerable.Range(0, (int)count).Select(index => JsonNode.Parse(
        count < 100 ? $$"""{"method":"cash","amountMinor":{{(index == 0 ? 2390 : 0)}}}""" : """{"sku":"x","quantity":1,"unitPriceMinor":1}"""))]);

    async Task AssertAsync(string member, bool inLine, JsonNode value, bool allowed)
    {
        var response = await _host.Client.PostSaleAsync(SaleText.With(sale =>
        {
            sale["saleId"] = $"LIMIT:{++_posted}";
            sale["type"] = member == "originalSaleId" ? "return" : "sale";
            (inLine ? sale["lines"]![0]!.AsObject() : sale)[member] = value.DeepClone();
            if (member == "amountMinor")
            {
                // A line has one of the two.
                sale["lines"]![0]!.AsObject().Remove("unitPriceMinor");
            }
        }));

        var told = $"{member} {value.ToJsonString()[..Math.Min(80, value.ToJsonString().Length)]}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
        Assert.True(response.StatusCode == (allowed ? HttpStatusCode.Created : HttpStatusCode.BadRequest), told);
        if (!allowed)
        {
            Assert.Equal([inLine ? "/lines/0/" + member : "/" + member], (await response.JsonAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
        }
    }
}
