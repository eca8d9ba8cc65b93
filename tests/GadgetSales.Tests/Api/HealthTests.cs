using GadgetSales.Api.Health;
using System.Net;
using GadgetSales.Core.Lake;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class HealthTests
{
    [Fact]
    public async Task A_service_that_runs_is_alive_and_ready()
    {
        await using var host = ApiHost.Start();

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode, "the service is ready");
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        await using var host = ApiHost.StartWithKeys();

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_lake_that_hangs_does_not_take_a_service_away_that_can_record_sales()
    {
        var time = new ManualTimeProvider();
        var readiness = new Readiness(new StubLedger(() => Task.CompletedTask), new HangingLake(), new FixedPipeline(), time);

        var checking = readiness.CheckAsync(TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromSeconds(4));

        var checks = await checking;
        Assert.Equal([("ledger", true), ("lake", false), ("feed", true)], checks.Select(check => (check.Name, check.Ready)));
    }

    [Fact]
    public async Task The_pipeline_reaches_every_recorded_sale()
    {
        await using var host = ApiHost.Start();
        await host.Client.PostSaleAsync(SaleText.Valid);

        await Eventually.TrueAsync(
            async () =>
            {
                var status = await (await host.Client.GetAsync("/v1/pipeline")).JsonAsync();
                return status.GetProperty("pending").GetInt64() == 0 && status.GetProperty("stages").EnumerateArray().All(stage => stage.GetProperty("position").GetInt64() >= 1);
            },
            "every stage is past the sale and nothing is pending");
    }

    sealed class HangingLake : ILakeReader
    {
        public async ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It hangs for ever.");
        }
    }
}
