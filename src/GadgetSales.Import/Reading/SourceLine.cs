namespace GadgetSales.Import.Reading;

/// <summary>A line of the file, for reports about it: its number from 1 and its text.</summary>
public readonly record struct SourceLine(long Number, string Text);
