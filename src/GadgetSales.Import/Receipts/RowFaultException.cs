namespace GadgetSales.Import.Receipts;

/// <summary>A field cannot be understood; the message says which and why. Never leaves <see cref="RowReader"/>.</summary>
sealed class RowFaultException(string message) : Exception(message);
