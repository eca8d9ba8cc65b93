using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>Items of the ledger's table in DynamoDB's own JSON, made without the code under test.</summary>
public static class DynamoDbText
{
    /// <summary>The image of a recorded sale, as a stream record's <c>NewImage</c> has it.</summary>
    public static JsonObject Image(RecordedSale recorded)
    {
        var item = (JsonObject)Typed(JsonNode.Parse(SaleText.Recorded(recorded))!)["M"]!.DeepClone();
        item[SaleTable.SaleId] = item["saleId"]!.DeepClone();
        item.Remove("saleId");
        var sale = recorded.Sale;
        item[SaleTable.StoreDay] = Text($"{sale.StoreId}#{sale.BusinessDate:yyyy-MM-dd}");
        item[SaleTable.SoldAtSaleId] = Text($"{sale.SoldAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}#{sale.SaleId}");
        if (sale.ExternalId is { } externalId)
        {
            item[SaleTable.ExternalId] = Text(externalId);
        }

        return item;
    }

    /// <summary>The image of the marker that lets only <paramref name="recordedVoid"/> cancel its original.</summary>
    public static JsonObject MarkerImage(RecordedSale recordedVoid) => new()
    {
        [SaleTable.SaleId] = Text(SaleTable.VoidMarkerOf(recordedVoid.Sale.OriginalSaleId!)),
        [SaleTable.VoidId] = Text(recordedVoid.Sale.SaleId),
        [SaleTable.VoidItem] = new JsonObject { ["M"] = Image(recordedVoid) },
    };

    public static byte[] Utf8(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    static JsonObject Text(string text) => new() { ["S"] = text };

    static JsonObject Typed(JsonNode node) => node switch
    {
        JsonObject map => new() { ["M"] = new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Typed(member.Value!)))) },
        JsonArray list => new() { ["L"] = new JsonArray([.. list.Select(each => Typed(each!))]) },
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        JsonValue value when value.TryGetValue<bool>(out var flag) => new() { ["BOOL"] = flag },
        _ => new() { ["N"] = node.ToJsonString() },
    };
}
