using System.CommandLine;
using GadgetSales.Cli.Aws;
using GadgetSales.Cli.Forecasting;
using GadgetSales.Cli.Import;
using GadgetSales.Cli.Keys;
using GadgetSales.Cli.Lake;
using GadgetSales.Cli.Replay;
using GadgetSales.Cli.Shell;
using GadgetSales.Cli.Simulate;
using GadgetSales.Cli.Stores;

namespace GadgetSales.Cli;

/// <summary>Everything <c>gadgetsales</c> can do, one line a topic.</summary>
static class Commands
{
    internal static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("GadgetSales: import, simulate and forecast sales, and look after a store's data.")
        {
            ImportCommand.Create(terminal),
            ForecastCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            StoresCommand.Create(terminal),
            LakeCommands.Create(terminal),
            KeysCommand.Create(terminal),
            AwsCommands.Create(terminal),
            ReplayCommand.Create(terminal),
        };
        TopicCommand.Explain(root);
        return root;
    }
}
