namespace GadgetSales.Core.Simulation;

/// <summary>The chain to simulate. Equal options give equal sales, whatever the day and the machine.</summary>
public sealed record SimulationOptions
{
    /// <summary>Stores a chain can have.</summary>
    public const int MostStores = 200;

    /// <summary>Another seed is another chain: other promotions, other customers. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>1–200 stores, default 8. More stores leave the first ones as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 200.</exception>
    public int Stores
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostStores);
            field = value;
        }
    } = 8;

    /// <summary>Receipts a middle-sized store writes on an average day of 2026: 0–20,000, default 60.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or more than 20,000.</exception>
    public double ReceiptsPerDay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 20_000);
            field = value;
        }
    } = 60;
}
