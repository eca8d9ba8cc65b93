namespace GadgetSales.Core.Sales;

/// <summary>What came of reading a posted sale.</summary>
/// <param name="Sale">The valid sale with its defaults filled in; null exactly when there are errors.</param>
/// <param name="SaleId">The id as far as it could be told, to name a refused sale by; null when none was given or it is far too long.</param>
/// <param name="Errors">Everything that is wrong, at most 100 entries: first what could not be read, in document order, then the rules that do not hold.</param>
public sealed record SaleReading(Sale? Sale, string? SaleId, IReadOnlyList<InputError> Errors);
