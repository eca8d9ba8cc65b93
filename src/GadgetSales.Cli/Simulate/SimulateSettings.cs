using GadgetSales.Core.Simulation;

namespace GadgetSales.Cli.Simulate;

/// <summary>What is simulated, and for how long.</summary>
/// <param name="Chain">The stores and their custom.</param>
/// <param name="Backfill">How far back history is posted first; zero: none.</param>
/// <param name="PerSecond">Live sales a second; null: the chain's own rhythm.</param>
/// <param name="Duration">How long live sales are posted after the backfill; null: until Ctrl-C.</param>
sealed record SimulateSettings(SimulationOptions Chain, TimeSpan Backfill, double? PerSecond, TimeSpan? Duration);
