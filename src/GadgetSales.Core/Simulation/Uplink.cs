using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>When a register's receipts of a day reach the service: at once, except while its line is down. Their order is kept.</summary>
sealed class Uplink
{
    const double Outages = 0.03;

    readonly Outage _yesterday;
    readonly Outage _today;
    readonly Dice _dice;
    DateTimeOffset _last = DateTimeOffset.MinValue;

    internal Uplink(int seed, SimulatedStore store, int register, DateOnly date)
    {
        _yesterday = Outage.Of(seed, store, register, date.AddDays(-1));
        _today = Outage.Of(seed, store, register, date);
        _dice = new Dice(seed, 'U', store.Index, register, date.DayNumber);
    }

    internal DateTimeOffset PostedAt(Sale sale)
    {
        var sent = sale.SoldAt.AddSeconds(_dice.Between(1, 4));
        var posted = _today.Delay(_yesterday.Delay(sent));
        _last = posted > _last ? posted : _last;
        return _last;
    }

    sealed record Outage(DateTimeOffset Down, DateTimeOffset Up)
    {
        internal static Outage Of(int seed, SimulatedStore store, int register, DateOnly date)
        {
            var dice = new Dice(seed, 'O', store.Index, register, date.DayNumber);
            if (!dice.Chance(Outages))
            {
                return new Outage(default, default);
            }

            var down = store.At(date, dice.Between(10 * 3600, 19 * 3600));
            // Most outages last an hour or a few; some tills come back only the next morning.
            var up = dice.Chance(0.3) ? store.At(date.AddDays(1), dice.Between(6 * 3600, 10 * 3600)) : down.AddMinutes(dice.Between(40, 300));
            return new Outage(down, up);
        }

        internal DateTimeOffset Delay(DateTimeOffset sent) => sent >= Down && sent < Up ? Up : sent;
    }
}
