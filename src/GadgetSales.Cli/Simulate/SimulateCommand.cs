using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Simulation;

namespace GadgetSales.Cli.Simulate;

/// <summary><c>gadgetsales simulate</c>: sales of a chain that does not exist, into the service.</summary>
static class SimulateCommand
{
    const string Details = """
        History comes first, then live sales until Ctrl-C.
        The same seed gives the same chain: history that is posted again, or further back, is replayed and not counted twice.
        Without --rate sales come as in real stores, which are quiet at night; with --rate they come at that rate whatever the hour.

        Examples:
          gadgetsales simulate --backfill 90d --duration 0s
          gadgetsales simulate --backfill 2d --rate 5/s
          gadgetsales simulate --rate 500/s --duration 1m --stores 50
        """;

    static readonly Option<TimeSpan> Backfill = new("--backfill") { Description = "History to post first, such as 90d", HelpName = "TIME", CustomParser = Durations.Parse };
    static readonly Option<double?> Rate = new("--rate") { Description = "Live sales per second, such as 5/s; default: the rhythm of real stores", HelpName = "N/s", CustomParser = ParseRate };
    static readonly Option<TimeSpan> Duration = new("--duration") { Description = "How long live sales are posted; default: until Ctrl-C; 0s: none", HelpName = "TIME", CustomParser = Durations.Parse };
    static readonly Option<int> Seed = new("--seed") { Description = "Another number is another chain", HelpName = "N", DefaultValueFactory = _ => 1 };
    static readonly Option<int> Stores = new("--stores") { Description = $"1-{SimulationOptions.MostStores}", HelpName = "N", DefaultValueFactory = _ => 8 };
    static readonly Option<double> Receipts = new("--receipts-per-day") { Description = "Receipts of a middle-sized store on an average day, up to 20000", HelpName = "N", DefaultValueFactory = _ => 60 };

    internal static Command Create(Terminal terminal)
    {
        var api = new ApiOptions();
        var command = new TopicCommand("simulate", "Post the sales of a simulated chain of gadget stores", Details);
        api.AddTo(command);
        foreach (var option in new Option[] { Backfill, Rate, Duration, Seed, Stores, Receipts })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings(parsed);
            using var client = api.Connect(parsed, terminal);
            return await new SimulateRun(settings, client, terminal).RunAsync(cancellationToken);
        });
        return command;
    }

    static SimulateSettings Settings(ParseResult parsed)
    {
        try
        {
            var chain = new SimulationOptions { Seed = parsed.GetValue(Seed), Stores = parsed.GetValue(Stores), ReceiptsPerDay = parsed.GetValue(Receipts) };
            var duration = parsed.GetResult(Duration) is null ? (TimeSpan?)null : parsed.GetValue(Duration);
            return new SimulateSettings(chain, parsed.GetValue(Backfill), parsed.GetValue(Rate), duration);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new CommandFailedException(ExitCode.Usage, $"--stores takes 1-{SimulationOptions.MostStores}, --receipts-per-day 0-20000; not {error.ActualValue}.", error);
        }
    }

    static double? ParseRate(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        var number = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.001 and <= 100_000)
        {
            return rate;
        }

        argument.AddError($"--rate {text}: give sales per second from 0.001 to 100000, such as 5/s.");
        return null;
    }
}
