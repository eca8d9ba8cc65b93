using Amazon.DynamoDBv2;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Ledger;

static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddAWSService<IAmazonDynamoDB>((config, provider) => DynamoDbClient.Configure(
            config, provider.GetRequiredService<AwsConnection>(), provider.GetRequiredService<IOptions<AwsOptions>>().Value));
        services.AddSingleton<SaleItems>();
        services.AddSingleton<ReturnMarkers>();
        services.AddSingleton<ISaleLinks>(provider => provider.GetRequiredService<ReturnMarkers>());
        services.AddSingleton<ILedgerNotes, DynamoDbNotes>();
        services.AddSingleton<LedgerTableCheck>();
        services.AddSingleton<ISalesLedger, DynamoDbLedger>();
    }
}
