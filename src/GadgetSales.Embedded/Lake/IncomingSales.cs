using System.Runtime.InteropServices;
using GadgetSales.Core.Transform;

namespace GadgetSales.Embedded.Lake;

/// <summary>The sales of a batch, repeats and superseded versions of the batch itself already gone.</summary>
sealed class IncomingSales
{
    readonly Dictionary<(DateOnly Date, string Id), SaleFacts> _sales;

    internal IncomingSales(IReadOnlyList<SaleFacts> changes)
    {
        _sales = new(changes.Count);
        foreach (var change in changes)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_sales, (change.SaleDate, change.SaleId), out _);
            if (held is null || change.Supersedes(held))
            {
                held = change;
            }
        }
    }

    internal IEnumerable<SaleFacts> All => _sales.Values;

    internal DateOnly FirstDate => _sales.Keys.Min(key => key.Date);

    internal DateOnly LastDate => _sales.Keys.Max(key => key.Date);

    internal void Drop(DateOnly date, string id) => _sales.Remove((date, id));
}
