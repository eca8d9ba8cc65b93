namespace GadgetSales.Import.Reading;

/// <summary>A row of a table.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Fields">As many as the row has.</param>
/// <param name="Text">The row as it stands in the file, for reports.</param>
/// <param name="Fault">What is wrong with the row as such, its quotes for instance.</param>
readonly record struct TableRow(long Line, string[] Fields, string Text, string? Fault = null);

/// <summary>One reading of a table with a header row.</summary>
abstract class Table : IDisposable
{
    /// <summary>Column names, as they stand.</summary>
    internal abstract string[] Header { get; }

    internal abstract long HeaderLine { get; }

    /// <summary>The header row as it stands in the file.</summary>
    internal abstract string HeaderText { get; }

    internal abstract char Separator { get; }

    /// <summary>Something about the table that a person should know.</summary>
    internal virtual string? Note => HeaderLine > 1 ? $"the column names are on line {HeaderLine}; what stands above is left out" : null;

    /// <summary>Whether rows come with their text, which costs as much as their fields.</summary>
    internal bool KeepsText { get; set; } = true;

    /// <summary>The rows below the header, blank ones and repeated headers included. Once.</summary>
    internal abstract IEnumerable<TableRow> Rows();

    public abstract void Dispose();
}
