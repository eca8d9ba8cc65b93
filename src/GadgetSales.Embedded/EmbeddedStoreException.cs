namespace GadgetSales.Embedded;

/// <summary>
/// The data directory cannot serve: not writable, in use by another process, or written by a newer version. Thrown at start only;
/// the message names the path, the setting and the fix, and is meant to be shown as it is.
/// </summary>
public sealed class EmbeddedStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
