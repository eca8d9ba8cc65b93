using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GadgetSales.Tests.Simulation;

public sealed class ValidityTests
{
    static readonly Simulator Chain = new(new SimulationOptions { Stores = 20 });

    [Fact]
    public void Every_simulated_receipt_passes_the_rules_of_the_service()
    {
        var intake = SaleText.Intake(new FakeTimeProvider(new DateTimeOffset(2026, 9, 10, 0, 0, 0, TimeSpan.Zero)));

        Assert.All(Chain.Backfill(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 7)), sale => AssertValid(sale, intake));
    }

    [Fact]
    public async Task Every_receipt_of_a_steady_stream_passes_the_rules_of_the_service()
    {
        var intake = SaleText.Intake(TimeProvider.System);
        var given = 0;
        await foreach (var sale in Chain.SteadyAsync(100_000, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            AssertValid(sale, intake);
            if (++given == 2_000)
            {
                break;
            }
        }
    }

    static void AssertValid(Sale sale, SaleIntake intake)
    {
        var reading = intake.Read(System.Text.Encoding.UTF8.GetBytes(SaleText.Canonical(sale)));

        Assert.Empty(reading.Errors);
        Assert.Equal(SaleText.Canonical(sale), SaleText.Canonical(reading.Sale!));
    }
}
