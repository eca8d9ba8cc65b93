using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Calendar;

/// <summary>Where the steps of a series stand in time.</summary>
/// <param name="Grain">How long a step is; not <see cref="Grain.None"/>.</param>
/// <param name="Start">Start of the first value's period, the store's wall clock.</param>
/// <param name="Country">ISO 3166-1 code, upper case, of the holidays that may matter; null for those kept nearly everywhere.</param>
public sealed record SeriesCalendar(Grain Grain, DateTime Start, string? Country = null)
{
    public DateTime StartOf(int index) => Grain.Add(Start, index);
}
