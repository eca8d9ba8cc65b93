using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Benchmarks.Http;

/// <summary>The yardstick: Kestrel parsing the same bodies with source-generated System.Text.Json and answering 201, keeping nothing.</summary>
static partial class ParseOnlyServer
{
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var app = builder.Build();
        app.MapPost("/v1/sales", async (HttpContext context) =>
        {
            var sale = await JsonSerializer.DeserializeAsync(context.Request.Body, Json.Default.PostedSale, context.RequestAborted);
            context.Response.StatusCode = sale is null ? 400 : 201;
        });
        app.MapPost("/v1/sales/batch", async (HttpContext context) =>
        {
            var sales = await JsonSerializer.DeserializeAsync(context.Request.Body, Json.Default.PostedSaleArray, context.RequestAborted);
            context.Response.StatusCode = sales is null ? 400 : 200;
        });
        await app.RunAsync();
        return 0;
    }

    internal sealed record PostedSale(
        string SaleId, string StoreId, string? RegisterId, long? ReceiptNumber, string? Type, string? OriginalSaleId,
        DateTimeOffset SoldAt, DateOnly? BusinessDate, string Currency, string? Channel, PostedLine[] Lines);

    internal sealed record PostedLine(string Sku, string? Name, string? Category, int Quantity, long UnitPriceMinor, long DiscountMinor);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(PostedSale))]
    [JsonSerializable(typeof(PostedSale[]))]
    internal sealed partial class Json : JsonSerializerContext;
}
