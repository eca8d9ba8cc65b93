using GadgetSales.Core.Transform;

namespace GadgetSales.Embedded.Lake;

/// <summary>A batch of facts by sale, repeats and superseded versions of the batch itself already gone.</summary>
sealed class IncomingSales
{
    readonly Dictionary<(DateOnly Date, string Id), IncomingSale> _sales = [];

    internal IncomingSales(IReadOnlyList<SaleLineFact> facts)
    {
        IncomingSale? last = null;
        foreach (var fact in facts)
        {
            // The lines of a sale come together: most need no look-up.
            if (last is null || last.Date != fact.SaleDate || !string.Equals(last.Id, fact.SaleId, StringComparison.Ordinal))
            {
                last = Find(fact);
            }

            last.Offer(fact);
        }
    }

    internal IEnumerable<IncomingSale> All => _sales.Values;

    internal int Count => _sales.Count;

    internal DateOnly FirstDate => _sales.Keys.Min(key => key.Date);

    internal DateOnly LastDate => _sales.Keys.Max(key => key.Date);

    internal void Drop(DateOnly date, string id) => _sales.Remove((date, id));

    IncomingSale Find(SaleLineFact fact)
    {
        if (!_sales.TryGetValue((fact.SaleDate, fact.SaleId), out var sale))
        {
            sale = new IncomingSale(fact.SaleDate, fact.SaleId);
            _sales.Add((fact.SaleDate, fact.SaleId), sale);
        }

        return sale;
    }
}

/// <summary>One sale of a batch: the lines of its highest version, a removal ranking above the version it removes.</summary>
sealed class IncomingSale(DateOnly date, string id)
{
    internal DateOnly Date => date;

    internal string Id => id;

    internal long Version { get; private set; } = long.MinValue;

    internal bool Removed { get; private set; }

    internal List<SaleLineFact> Lines { get; } = new(capacity: 2);

    internal void Offer(SaleLineFact fact)
    {
        var removes = fact.ChangeType == ChangeType.Remove;
        var order = (fact.Version, removes).CompareTo((Version, Removed));
        if (order > 0)
        {
            (Version, Removed) = (fact.Version, removes);
            Lines.Clear();
        }

        if (order > 0 || (order == 0 && !Holds(fact.LineNumber)))
        {
            Lines.Add(fact);
        }
    }

    bool Holds(int lineNumber) =>
        Lines.Count > 0 && lineNumber <= Lines[^1].LineNumber && Lines.Exists(line => line.LineNumber == lineNumber);
}
