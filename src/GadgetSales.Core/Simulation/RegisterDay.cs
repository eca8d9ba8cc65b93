using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>What one register does on one day. Sales come first, because a later day's returns look back at them.</summary>
sealed class RegisterDay
{
    internal const string Currency = "USD";

    const double LostNumbers = 0.002;
    const double Voids = 0.008;
    const double Returns = 0.025;
    const double ReturnsWithReceipt = 0.8;
    const int EarliestReturn = 2;
    const int LatestReturn = 21;

    readonly SimulatedStore _store;
    readonly int _register;
    readonly DateOnly _date;
    readonly long _usedBefore;
    readonly int[] _times;
    readonly Sale?[] _receipts;
    readonly bool[] _isReturn;
    readonly Dice _dice;
    readonly Dice _tender;

    internal RegisterDay(int seed, SimulatedStore store, int register, DateOnly date, int receipts, long usedBefore, Basket basket)
    {
        _store = store;
        _register = register;
        _date = date;
        _usedBefore = usedBefore;
        _receipts = new Sale?[receipts];
        _isReturn = new bool[receipts];
        var dice = new Dice(seed, 'D', store.Index, register, date.DayNumber);
        _times = SalesRhythm.Times(store, date, receipts, dice);
        for (var index = 0; index < receipts; index++)
        {
            Ring(index, basket, dice);
        }

        _dice = dice;
        _tender = new Dice(seed, 'T', store.Index, register, date.DayNumber);
    }

    /// <summary>Every receipt in order; <paramref name="dayBefore"/> gives the same register's day so many days earlier, null when it was closed.</summary>
    internal IEnumerable<Sale> Receipts(Func<int, RegisterDay?> dayBefore)
    {
        var returned = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < _receipts.Length; index++)
        {
            if (_isReturn[index])
            {
                yield return Tender.Paid(Return(index, dayBefore, returned), _tender);
            }
            else if (_receipts[index] is { } receipt)
            {
                yield return receipt.Type == SaleType.Sale ? Tender.Paid(receipt, _tender) : receipt;
            }
        }
    }

    void Ring(int index, Basket basket, Dice dice)
    {
        var kind = dice.Unit();
        if (kind < LostNumbers)
        {
            return;
        }

        if (kind < LostNumbers + Voids && index > 0 && _receipts[index - 1] is { Type: SaleType.Sale } original)
        {
            _times[index] = Math.Min(_times[index], _times[index - 1] + dice.Between(20, 240));
            _receipts[index] = Receipt(index, SaleType.Void) with { OriginalSaleId = original.SaleId, Channel = null };
        }
        else if (kind > 1 - Returns)
        {
            _isReturn[index] = true;
        }
        else
        {
            _receipts[index] = Receipt(index, SaleType.Sale) with { Channel = Basket.Channel(dice), Lines = basket.Lines(_date, dice) };
        }
    }

    Sale Return(int index, Func<int, RegisterDay?> dayBefore, HashSet<string> returned)
    {
        var receipt = Receipt(index, SaleType.Return);
        var days = _dice.Between(EarliestReturn, LatestReturn);
        if (_dice.Chance(ReturnsWithReceipt) && dayBefore(days)?.Returnable(days, _dice) is { } original && returned.Add(original.SaleId))
        {
            var line = original.Lines[_dice.Below(original.Lines.Count)];
            return receipt with { OriginalSaleId = original.SaleId, Channel = original.Channel, Lines = [line] };
        }

        var gadget = GadgetCatalogue.All[_dice.Below(GadgetCatalogue.All.Count)];
        return receipt with
        {
            Channel = "store",
            Lines = [Tender.Taxed(new SaleLine { Sku = gadget.Sku, Name = gadget.Name, Category = gadget.Category, Quantity = 1, UnitPriceMinor = gadget.PriceMinor })],
        };
    }

    /// <summary>A sale that may come back after so many days. Each has only one such day, so nothing is returned twice.</summary>
    Sale? Returnable(int days, Dice dice)
    {
        const int Waits = LatestReturn - EarliestReturn + 1;
        var candidates = new List<Sale>();
        for (var index = days - EarliestReturn; index < _receipts.Length; index += Waits)
        {
            var voided = index + 1 < _receipts.Length && _receipts[index + 1] is { Type: SaleType.Void };
            if (!voided && _receipts[index] is { Type: SaleType.Sale } sale)
            {
                candidates.Add(sale);
            }
        }

        return candidates.Count == 0 ? null : candidates[dice.Below(candidates.Count)];
    }

    Sale Receipt(int index, SaleType type)
    {
        var number = _usedBefore + index + 1;
        var register = $"R{_register}";
        return new Sale
        {
            SaleId = $"{_store.StoreId}:{register}:{number}",
            StoreId = _store.StoreId,
            RegisterId = register,
            ReceiptNumber = number,
            Type = type,
            SoldAt = _store.At(_date, _times[index]),
            BusinessDate = _date,
            Currency = Currency,
        };
    }
}
