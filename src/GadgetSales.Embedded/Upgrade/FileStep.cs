namespace GadgetSales.Embedded.Upgrade;

/// <summary>
/// One change of a file's shape, for ever: what a released step does is never edited, a later step changes what it made.
/// </summary>
/// <param name="Name">What the step brings, in a few words for an operator.</param>
/// <param name="Sql">Runs on the file of the step before; null where the file is rebuilt instead.</param>
sealed record FileStep(string Name, string? Sql = null);
