using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Ledger;

/// <summary>A recorded sale and its place in the order of recording, as a feed reads it.</summary>
public readonly record struct LedgerEntry(FeedPosition Position, RecordedSale Sale);
