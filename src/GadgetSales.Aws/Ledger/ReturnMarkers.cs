using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// The way from a sale to what refers to it. A void's marker names the void. A return that names its original gets a marker in the index, written before the
/// return itself: a crash between the two leaves a marker without a return, which readers pass over.
/// </summary>
sealed class ReturnMarkers(SaleItems items, IAmazonDynamoDB client, IOptions<AwsOptions> options) : ISaleLinks
{
    readonly string _table = options.Value.Table;

    public async Task MarkAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (sale is not { Type: SaleType.Return, OriginalSaleId: { } original })
        {
            return;
        }

        var marker = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [SaleTable.SaleId] = new(SaleTable.ReturnMarkerOf(original, sale.SaleId)),
            [SaleTable.StoreDay] = new(SaleTable.ReturnsOf(original)),
            [SaleTable.SoldAtSaleId] = new(sale.SaleId),
        };
        await DynamoDbFailure.ExplainAsync(
            () => client.PutItemAsync(new PutItemRequest { TableName = _table, Item = marker }, cancellationToken), _table, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SaleLinks> FindAsync(string saleId, CancellationToken cancellationToken)
    {
        if (!SaleId.IsValid(saleId))
        {
            return new SaleLinks(null, []);
        }

        var voidId = await items.FindAsync(SaleTable.VoidMarkerOf(saleId), cancellationToken).ConfigureAwait(false) is { } marker ? marker[SaleTable.VoidId].S : null;
        var voidedBy = voidId is not null && await RefersAsync(voidId, saleId, cancellationToken).ConfigureAwait(false) ? voidId : null;
        List<string> returns = [];
        foreach (var found in await items.ListAsync(SaleTable.ReturnsOf(saleId), after: null, limit: 1_000, cancellationToken).ConfigureAwait(false))
        {
            var id = found[SaleTable.SoldAtSaleId].S;
            if (await RefersAsync(id, saleId, cancellationToken).ConfigureAwait(false))
            {
                returns.Add(id);
            }
        }

        return new SaleLinks(voidedBy, returns);
    }

    async Task<bool> RefersAsync(string saleId, string originalSaleId, CancellationToken cancellationToken) =>
        await items.FindAsync(saleId, cancellationToken).ConfigureAwait(false) is { } item && SaleItem.Read(item).Sale.OriginalSaleId == originalSaleId;
}
