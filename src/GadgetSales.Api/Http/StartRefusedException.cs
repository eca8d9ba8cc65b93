namespace GadgetSales.Api.Http;

/// <summary>The configuration is wrong; the message says which key, and what it may be. Shown without a stack trace.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
