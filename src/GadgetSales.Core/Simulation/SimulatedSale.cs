using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>A receipt and when its till posts it: seconds after the sale, or hours when the till was offline.</summary>
public readonly record struct SimulatedSale(Sale Sale, DateTimeOffset PostedAt);
