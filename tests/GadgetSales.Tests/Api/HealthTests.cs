using System.Net;
using GadgetSales.Api.Health;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

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
        var time = new FakeTimeProvider();
        var lake = new HangingLake();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddHealth()
            .AddSingleton<ISalesLedger>(new StubLedger(() => Task.CompletedTask)).AddSingleton<ILakeReader>(lake).AddSingleton<IPipelineStatus>(new FixedPipeline()).BuildServiceProvider();

        var checking = services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        await lake.Asked;
        time.Advance(TimeSpan.FromSeconds(4));

        var report = await checking;
        Assert.Equal([("ledger", true), ("lake", false), ("feed", true)], report.Entries.Select(entry => (entry.Key, entry.Value.Status == HealthStatus.Healthy)));
        Assert.Equal(HealthStatus.Degraded, report.Status);
    }

    [Theory]
    [InlineData("lake")]
    [InlineData("feed")]
    public async Task Whatever_a_stage_beside_the_ledger_throws_degrades_the_service_and_is_in_the_log_alone(string stage)
    {
        var log = new FakeLogCollector();
        var broken = new BrokenStage();
        await using var host = ApiHost.Start(services =>
        {
            services.AddSingleton(log.AsSink());
            _ = stage == "lake" ? services.AddSingleton<ILakeReader>(broken) : services.AddSingleton<IPipelineStatus>(broken);
        });

        var response = await host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Equal("degraded", answer.GetProperty("status").GetString());
        var check = answer.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == stage);
        Assert.False(check.GetProperty("ready").GetBoolean());
        Assert.Equal("KeyNotFoundException; the log says more.", check.GetProperty("reason").GetString());
        Assert.Contains(log.GetSnapshot(), line => line.Exception?.Message == BrokenStage.Secret);
    }

    [Fact]
    public async Task Whatever_the_ledger_throws_makes_the_service_unready()
    {
        await using var host = ApiHost.Start(services => services.AddSingleton<ISalesLedger>(StubLedger.Throwing(new InvalidOperationException("The ledger is broken."))));

        var response = await host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("unready", (await response.JsonAsync()).GetProperty("status").GetString());
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
        readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Asked => _asked.Task;

        public async ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            // As an engine that does not hear that nobody waits for it.
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            throw new InvalidOperationException("It hangs for ever.");
        }
    }

    sealed class BrokenStage : ILakeReader, IPipelineStatus
    {
        internal const string Secret = "the secret of the house";

        public ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken) => throw new KeyNotFoundException(Secret);

        public ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken) => throw new KeyNotFoundException(Secret);
    }
}
