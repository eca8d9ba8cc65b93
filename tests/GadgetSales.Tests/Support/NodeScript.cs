using System.ComponentModel;
using System.Diagnostics;

namespace GadgetSales.Tests.Support;

/// <summary>Scripts of tests/ whose packages (tests/package.json) the build installs where it finds npm.</summary>
static class NodeScript
{
    const string Missing =
        "needs Node.js 20 or later on the PATH (https://nodejs.org) and the stand-ins for AWS, which the next build or \"npm ci --prefix tests --ignore-scripts\" installs";

    /// <summary>Starts it with its input and output redirected; where node or its packages are missing, the test is skipped.</summary>
    /// <param name="arguments">Of node: options, then the script in tests.</param>
    internal static Process Start(params string[] arguments)
    {
        Needs.That(Directory.Exists(RepositoryFile.Of("tests", "node_modules")), Missing);
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments)
            {
                WorkingDirectory = RepositoryFile.Of("tests"),
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (Win32Exception)
        {
            Needs.That(present: false, Missing);
            throw;
        }
    }
}
