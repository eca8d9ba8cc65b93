using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Receipts;

namespace GadgetSales.Import.Preview;

/// <summary>Sums up the receipts of a file for its plan.</summary>
sealed class PlanTotals(DateTimeOffset now)
{
    const int MostFaults = 20;
    const int MostSamples = 5;

    /// <summary>One or two wrong rows are wrong rows. More, and more than this share of all, are a file that is read wrongly.</summary>
    const int FewRows = 2;
    const double TolerableShare = 0.01;

    readonly SortedDictionary<string, CurrencyTotal> _totals = new(StringComparer.Ordinal);
    readonly List<LineFault> _faults = [];
    readonly List<string> _samples = [];

    long _ahead;
    long _firstAhead;

    internal long FaultyRows { get; private set; }

    /// <summary>Said and not refused: the clock that counts is the service's.</summary>
    internal IEnumerable<string> Notes => _ahead == 0 ? [] : [$"{_ahead} sales lie more than a day ahead of this machine's clock, the first on line {_firstAhead}: the service refuses such"];

    internal IReadOnlyList<CurrencyTotal> Totals => [.. _totals.Values];

    internal IReadOnlyList<LineFault> Faults => _faults;

    internal IReadOnlyList<string> Samples => _samples;

    internal void Add(ImportedReceipt receipt)
    {
        if (receipt.Fault is { } fault)
        {
            FaultyRows += Math.Max(1, receipt.FaultyRows);
            if (_faults.Count < MostFaults)
            {
                _faults.Add(new LineFault(receipt.Lines[0].Number, fault));
            }

            return;
        }

        if (_samples.Count < MostSamples)
        {
            _samples.Add(Encoding.UTF8.GetString(receipt.Json.Span));
        }

        if (receipt.Document is { } sale)
        {
            Add(sale);
            if (sale.SoldAt > now + SaleValidator.MaxFuture && _ahead++ == 0)
            {
                _firstAhead = receipt.Lines[0].Number;
            }
        }
    }

    void Add(SaleDocument sale)
    {
        var total = _totals.GetValueOrDefault(sale.Currency) ?? new CurrencyTotal(sale.Currency, 0, 0, 0, 0, sale.Day, sale.Day);
        _totals[sale.Currency] = total with
        {
            Sales = total.Sales + (sale.Type == SaleType.Sale ? 1 : 0),
            Returns = total.Returns + (sale.Type == SaleType.Return ? 1 : 0),
            RevenueMinor = checked(total.RevenueMinor + sale.RevenueMinor),
            UnitsMilli = total.UnitsMilli + sale.UnitsMilli,
            FirstDay = sale.Day < total.FirstDay ? sale.Day : total.FirstDay,
            LastDay = sale.Day > total.LastDay ? sale.Day : total.LastDay,
        };
    }

    /// <summary>Null when the wrong rows are so few that the others may be recorded.</summary>
    internal string? Refusal(long rows) => FaultyRows <= FewRows || FaultyRows <= rows * TolerableShare
        ? null
        : $"{FaultyRows} of {rows} rows cannot be read, more than 1 %: {string.Join("; ", _faults.Take(3).Select(fault => $"line {fault.Line}: {fault.Reason}"))}. Correct the options or the file; with --no-check, the rows that can be read are recorded.";
}
