namespace GadgetSales.Import;

/// <summary>
/// Nothing of the file may be recorded as it is read now. The message is for a person: it names the line, the column and the value where
/// there are any, and the option that helps.
/// </summary>
public sealed class ImportRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
