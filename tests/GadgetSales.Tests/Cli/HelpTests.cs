using System.CommandLine;
using GadgetSales.Cli;
using GadgetSales.Cli.Shell;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Every_command_that_does_something_has_examples_in_its_help()
    {
        var root = Commands.Create(new Terminal(Terminal.Create(TextWriter.Null), Terminal.Create(TextWriter.Null), () => Stream.Null, _ => null, TimeProvider.System));

        Assert.All(Doing(root), command => Assert.Contains("Examples:", Assert.IsType<TopicCommand>(command).Details, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--name", "")]
    [InlineData("--store", " ")]
    public async Task A_key_of_nobody_or_for_no_store_is_not_made(string option, string value)
    {
        using var folder = new TempDirectory();

        var run = await CliRun.OfAsync(["keys", "create", "--scope", "sales:write", "--name", option == "--name" ? value : "till", "--store", option == "--store" ? value : "LA-01", "--data", folder.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option + " must not be empty", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("keys.json")));
    }

    static IEnumerable<Command> Doing(Command command) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Doing);
}
