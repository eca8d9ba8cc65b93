using System.Runtime.CompilerServices;
using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Simulation;

/// <summary>
/// A chain of gadget stores and its receipts: sales, returns with and without a receipt, voids, tills that post late. Everything comes from
/// the options: a receipt has the same id and content in every run and range, so posting it again is a replay. Thread-safe.
/// Returns may name sales of up to 21 days before the range; voids never leave it.
/// </summary>
public sealed class Simulator
{
    /// <summary>No receipt is written before this day.</summary>
    public static readonly DateOnly FirstDay = StoreChain.Founded;

    readonly SimulationOptions _options;
    readonly PromotionCalendar _promotions;
    readonly SalesRhythm _rhythm;
    readonly ReceiptNumbers _numbers;
    readonly Basket _basket;

    public Simulator(SimulationOptions options)
    {
        _options = options;
        Stores = StoreChain.Of(options.Stores);
        _promotions = new PromotionCalendar(options.Seed);
        _rhythm = new SalesRhythm(options, _promotions);
        _numbers = new ReceiptNumbers(_rhythm);
        _basket = new Basket(_promotions);
    }

    public IReadOnlyList<SimulatedStore> Stores { get; }

    /// <summary>The receipts of the business dates from <paramref name="first"/> to <paramref name="last"/>, both included, in the order of posting.</summary>
    public IEnumerable<Sale> Backfill(DateOnly first, DateOnly last) => Postings(first, last).Select(posting => posting.Sale);

    /// <summary>The receipts since <paramref name="first"/> that are posted by <paramref name="until"/>, in the order of posting. <see cref="LiveAsync"/> goes on from there.</summary>
    public IEnumerable<Sale> Backfill(DateOnly first, DateTimeOffset until) =>
        Postings(first, DateOnly.FromDateTime(until.UtcDateTime).AddDays(1))
            .TakeWhile(posting => posting.PostedAt <= until)
            .Select(posting => posting.Sale);

    /// <summary>The receipts of a range of business dates with their time of posting, ascending. Reads a day ahead, holds about two days.</summary>
    public IEnumerable<SimulatedSale> Postings(DateOnly first, DateOnly last)
    {
        var waiting = new PriorityQueue<SimulatedSale, (DateTimeOffset PostedAt, long Order)>();
        var order = 0L;
        for (var date = first > FirstDay ? first : FirstDay; date <= last; date = date.AddDays(1))
        {
            foreach (var posting in PostingsOf(date))
            {
                waiting.Enqueue(posting, (posting.PostedAt, order++));
            }

            // Nothing of tomorrow can be posted before tomorrow begins in the easternmost zone there is.
            var settled = new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(14));
            while (waiting.TryPeek(out var next, out var due) && due.PostedAt < settled)
            {
                waiting.Dequeue();
                yield return next;
            }
        }

        while (waiting.TryDequeue(out var rest, out _))
        {
            yield return rest;
        }
    }

    /// <summary>
    /// Each receipt when its till posts it, in the chain's natural rhythm, from <paramref name="after"/> on and without end: nights are quiet.
    /// With <paramref name="knownSince"/> (the first day of a backfill) a void may cancel a receipt posted before; without, such a void is left out.
    /// </summary>
    public async IAsyncEnumerable<Sale> LiveAsync(
        DateTimeOffset after, DateOnly? knownSince, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        var first = DateOnly.FromDateTime(after.UtcDateTime).AddDays(-2);
        foreach (var (sale, postedAt) in Postings(first, DateOnly.MaxValue.AddDays(-2)))
        {
            if (postedAt <= after)
            {
                if (sale.BusinessDate < (knownSince ?? DateOnly.MaxValue))
                {
                    unknown.Add(sale.SaleId);
                }
            }
            else if (sale.Type != SaleType.Void || !unknown.Contains(sale.OriginalSaleId!))
            {
                await WaitUntilAsync(postedAt, time, cancellationToken);
                yield return sale;
            }
        }
    }

    /// <summary>
    /// Receipts at a steady rate whatever the hour, sold at the moment they are given, without end; voids and returns refer to the stream's own sales.
    /// The registers are L1, L2, …; receipt numbers begin at a number made from the start, so that two runs never share a sale id.
    /// </summary>
    /// <param name="perSecond">0.001–100,000 receipts a second. A reader that falls behind is given the overdue ones at once.</param>
    /// <param name="time">Says what is now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async IAsyncEnumerable<Sale> SteadyAsync(double perSecond, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, 0.001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perSecond, 100_000);
        var start = time.GetUtcNow();
        var traffic = new SteadyTraffic(_options.Seed, Stores, _basket, start);
        for (var given = 0L; ; given++)
        {
            await WaitUntilAsync(start.AddSeconds(given / perSecond), time, cancellationToken);
            yield return traffic.Next(time.GetUtcNow());
        }
    }

    static async ValueTask WaitUntilAsync(DateTimeOffset due, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var wait = due - time.GetUtcNow(); wait > TimeSpan.Zero; wait = due - time.GetUtcNow())
        {
            // A timer rounds down to milliseconds and may fire early; a day is more than any timer needs at once.
            var step = wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait + TimeSpan.FromMilliseconds(1);
            await Task.Delay(step, time, cancellationToken);
        }
    }

    IEnumerable<SimulatedSale> PostingsOf(DateOnly date)
    {
        foreach (var store in Stores.Where(store => store.TradesOn(date)))
        {
            for (var register = 1; register <= store.Registers; register++)
            {
                var till = register;
                var uplink = new Uplink(_options.Seed, store, register, date);
                var receipts = Day(store, till, date).Receipts(days =>
                    store.TradesOn(date.AddDays(-days)) ? Day(store, till, date.AddDays(-days)) : null);
                foreach (var sale in receipts)
                {
                    yield return new SimulatedSale(sale, uplink.PostedAt(sale));
                }
            }
        }
    }

    RegisterDay Day(SimulatedStore store, int register, DateOnly date) => new(
        _options.Seed, store, register, date, _rhythm.Receipts(store, register, date), _numbers.UsedBefore(store, register, date), _basket);
}
