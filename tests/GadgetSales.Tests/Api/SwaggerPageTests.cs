using GadgetSales.Tests.Support;
using Microsoft.Playwright;

namespace GadgetSales.Tests.Api;

/// <summary>Swagger UI in a real browser, as somebody who explores the API sees it.</summary>
[Slow]
public sealed class SwaggerPageTests
{
    const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task A_sale_and_lines_of_sales_can_be_posted_from_the_page_as_they_stand()
    {
        Needs.That(File.Exists(Chromium), $"needs a browser at {Chromium}: apt-get install chromium");
        await using var host = ApiHost.Start();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 1600 } });
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(host.Address.ToString());

        var operation = page.Locator("#operations-Sales-PostSale");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator("button.execute").ClickAsync();

        var status = operation.Locator(".live-responses-table .response-col_status").Last;
        await Assertions.Expect(status).ToContainTextAsync("201");
        await Assertions.Expect(operation.Locator(".live-responses-table")).ToContainTextAsync("\"totalMinor\": 2390");
        await PostLinesAsync(page);
        Assert.All(requests, url => Assert.True(url.StartsWith("data:", StringComparison.Ordinal) || new Uri(url).IsLoopback, url));
        if (Environment.GetEnvironmentVariable("GADGETSALES_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "swagger-post-sale.png"), FullPage = true });
        }
    }

    static async Task PostLinesAsync(IPage page)
    {
        var operation = page.Locator("#operations-Sales-PostSaleBatch");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator("select[aria-label='Request content type']").SelectOptionAsync("application/x-ndjson");
        await operation.Locator("button.execute").ClickAsync();
        await Assertions.Expect(operation.Locator(".live-responses-table")).ToContainTextAsync("\"recorded\": 2");
    }
}
