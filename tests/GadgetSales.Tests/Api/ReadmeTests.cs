using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>What a newcomer types after README.md.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_sale_posted_by_hand_is_the_one_that_the_page_posts_again()
    {
        var posted = JsonNode.Parse(Body().Match(await File.ReadAllTextAsync(RepositoryFile.Of("README.md"), TestContext.Current.CancellationToken)).Groups["body"].Value)!;
        await using var host = ApiHost.Start();
        var example = JsonElement.Parse(await host.Client.GetStringAsync("/openapi/v1.json"))
            .GetProperty("paths").GetProperty("/v1/sales").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("examples").EnumerateObject().First().Value.GetProperty("value");
        var intake = SaleText.Intake(TimeProvider.System);

        var differences = SaleDifferences.Between(
            intake.Read(JsonSerializer.SerializeToUtf8Bytes(posted)).Sale!, intake.Read(JsonSerializer.SerializeToUtf8Bytes(example)).Sale!);

        Assert.Empty(differences);
    }

    [GeneratedRegex(@"-d '(?<body>\{[^']*\})'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Body();
}
