namespace GadgetSales.Cli.Shell;

/// <summary>What a script can tell from the end of a command.</summary>
static class ExitCode
{
    internal const int Success = 0;

    /// <summary>Done, but some sales were rejected or in conflict.</summary>
    internal const int SomeRejected = 1;

    /// <summary>The command line or the file is not what it should be; nothing was done, or nothing more.</summary>
    internal const int Usage = 2;

    /// <summary>The service could not be reached or refused the caller.</summary>
    internal const int Unreachable = 3;

    /// <summary>Stopped with Ctrl-C (128 + SIGINT).</summary>
    internal const int Cancelled = 130;
}
