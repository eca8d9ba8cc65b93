using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>Receipts of any store at any time. Not thread-safe.</summary>
sealed class SteadyTraffic
{
    const double Voids = 0.01;
    const double Returns = 0.02;
    const int Remembered = 256;

    static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly IReadOnlyList<SimulatedStore> _stores;
    readonly double[] _sizes;
    readonly Basket _basket;
    readonly Dice _dice;
    readonly long _firstNumber;
    readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    readonly List<Sale> _recent = new(Remembered);

    internal SteadyTraffic(int seed, IReadOnlyList<SimulatedStore> stores, Basket basket, DateTimeOffset start)
    {
        _stores = stores;
        _sizes = [.. stores.Select(store => store.Size)];
        _basket = basket;
        var milliseconds = (long)(start - Epoch).TotalMilliseconds;
        _dice = new Dice(seed, 'L', (int)(milliseconds >> 31), (int)(milliseconds & int.MaxValue));
        // A till rings up less than 100 receipts a millisecond, so a later run starts above all the numbers of this one.
        _firstNumber = milliseconds * 100;
    }

    internal Sale Next(DateTimeOffset now)
    {
        var kind = _dice.Unit();
        if (kind < Voids + Returns && _recent.Count == Remembered)
        {
            // A sale is taken out of memory when it is voided or returned, so that happens to it once.
            var at = _dice.Below(Remembered);
            var original = _recent[at];
            _recent.RemoveAt(at);
            var store = _stores.First(candidate => string.Equals(candidate.StoreId, original.StoreId, StringComparison.Ordinal));
            var receipt = Receipt(store, original.RegisterId!, now) with { OriginalSaleId = original.SaleId };
            return kind < Voids
                ? receipt with { Type = SaleType.Void }
                : receipt with { Type = SaleType.Return, Channel = original.Channel, Lines = [original.Lines[0]] };
        }

        return Remember(NewSale(now));
    }

    Sale NewSale(DateTimeOffset now)
    {
        var store = _stores[_dice.Weighted(_sizes)];
        var receipt = Receipt(store, $"L{_dice.Between(1, store.Registers)}", now);
        return receipt with { Channel = Basket.Channel(_dice), Lines = _basket.Lines(receipt.BusinessDate, _dice) };
    }

    Sale Receipt(SimulatedStore store, string register, DateTimeOffset now)
    {
        var till = $"{store.StoreId}:{register}";
        var number = _numbers.GetValueOrDefault(till, _firstNumber) + 1;
        _numbers[till] = number;
        var soldAt = store.Local(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)));
        return new Sale
        {
            SaleId = $"{till}:{number}",
            StoreId = store.StoreId,
            RegisterId = register,
            ReceiptNumber = number,
            SoldAt = soldAt,
            BusinessDate = DateOnly.FromDateTime(soldAt.DateTime),
            Currency = RegisterDay.Currency,
        };
    }

    Sale Remember(Sale sale)
    {
        if (_recent.Count == Remembered)
        {
            _recent.RemoveAt(0);
        }

        _recent.Add(sale);
        return sale;
    }
}
