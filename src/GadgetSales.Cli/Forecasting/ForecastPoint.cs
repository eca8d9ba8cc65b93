namespace GadgetSales.Cli.Forecasting;

/// <summary>What the column <c>point</c> holds: the expected value, which adds up, or the median, from which errors are smallest.</summary>
internal enum ForecastPoint
{
    Mean,
    Median,
}
