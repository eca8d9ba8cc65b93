namespace GadgetSales.Core.Lake;

/// <summary>When a store sells, as somebody said.</summary>
/// <param name="OpenedOn">Null where nobody said: its first sale decides.</param>
/// <param name="ClosedOn">Its last date; null while it is open.</param>
public sealed record StoreLife(string StoreId, DateOnly? OpenedOn, DateOnly? ClosedOn);
