namespace GadgetSales.Core;

/// <summary>What is wrong with given content, and the fix in words.</summary>
/// <param name="Place">In a body the JSON pointer of the member (RFC 6901, empty for the whole document); else the name of the query parameter or header.</param>
public readonly record struct InputError(string Place, string Message);
