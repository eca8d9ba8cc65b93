namespace GadgetSales.Core.Sales;

/// <summary>What is wrong with posted content: the JSON pointer of the member (RFC 6901, empty for the whole document) and the fix in words.</summary>
public readonly record struct InputError(string Pointer, string Message);
