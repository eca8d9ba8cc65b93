namespace GadgetSales.Cli.Shell;

/// <summary>Ends a command with an exit code and a message for a person, which names the option and the fix; no stack trace is shown.</summary>
sealed class CommandFailedException : Exception
{
    internal CommandFailedException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    internal int ExitCode { get; }

    internal static CommandFailedException Usage(string message) => new(Shell.ExitCode.Usage, message);
}
