namespace GadgetSales.Cli.Forecasting;

/// <summary>A task file that cannot be used; the message says where and why, for people.</summary>
internal sealed class TaskFileException(int line, string problem, Exception? inner = null)
    : Exception($"line {line} {problem}", inner)
{
    public int Line => line;
}
