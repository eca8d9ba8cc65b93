using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GadgetSales.Cli.Shell;

/// <summary>A command whose own help goes on after the options: rules and examples.</summary>
sealed class TopicCommand(string name, string description, string details) : Command(name, description)
{
    internal string Details { get; } = details;

    /// <summary>Makes the help of every <see cref="TopicCommand"/> below the root print its details.</summary>
    internal static void Explain(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!);
    }

    sealed class DetailedHelp(HelpAction ordinary) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = ordinary.Invoke(parseResult);
            if (parseResult.CommandResult.Command is TopicCommand topic)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(topic.Details);
            }

            return exitCode;
        }
    }
}
