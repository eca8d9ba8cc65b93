namespace GadgetSales.Core.Simulation;

/// <summary>
/// The last receipt number each register had used before a day. Counting from the store's opening makes the number, and with it the
/// sale id, independent of the range that is asked for: two overlapping runs post equal sales. Thread-safe.
/// </summary>
sealed class ReceiptNumbers
{
    readonly SalesRhythm _rhythm;
    readonly Lock _counting = new();
    readonly Dictionary<(int Store, int Register), List<long>> _used = [];

    internal ReceiptNumbers(SalesRhythm rhythm) => _rhythm = rhythm;

    internal long UsedBefore(SimulatedStore store, int register, DateOnly date)
    {
        lock (_counting)
        {
            if (!_used.TryGetValue((store.Index, register), out var used))
            {
                _used.Add((store.Index, register), used = [0]);
            }

            var day = Math.Max(0, date.DayNumber - store.OpenedOn.DayNumber);
            while (used.Count <= day)
            {
                used.Add(used[^1] + _rhythm.Receipts(store, register, store.OpenedOn.AddDays(used.Count - 1)));
            }

            return used[day];
        }
    }
}
