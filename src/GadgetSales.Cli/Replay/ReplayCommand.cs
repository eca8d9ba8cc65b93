using System.CommandLine;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Replay;

/// <summary><c>gadgetsales replay</c>: what Firehose set aside, made ready for the feed again.</summary>
static class ReplayCommand
{
    const string Details = """
        Reads the objects under Firehose's error prefix, as aws s3 cp --recursive brings them, and writes requests for
        aws kinesis put-records --stream-name STREAM --records file://DIR/put-records-00001.json
        deploy/refeed.sh refused does all of it. Sending a sale twice is harmless: sale_lines counts it once.

        Exit code: 0 all is ready, 1 some is neither a change nor rows and was left out, 2 wrong options or file.

        Examples:
          gadgetsales replay errors --to requests
          aws s3 cp s3://BUCKET/errors/processing-failed/2026/11/22/OBJECT - | gadgetsales replay - --to requests
        """;

    static readonly Argument<string> From = new("FROM") { Description = "A file or a folder with all below it, or - for standard input" };
    static readonly Option<DirectoryInfo> To = new("--to") { Description = "The folder to make; it must be new or empty", HelpName = "DIR", Required = true };

    internal static Command Create(Terminal terminal)
    {
        var command = new TopicCommand("replay", "Prepare what Firehose set aside to be sent down the AWS feed again", Details) { From, To };
        command.SetAction((parsed, cancellationToken) =>
            new ReplayRun(parsed.GetRequiredValue(From), parsed.GetRequiredValue(To).FullName, terminal).RunAsync(cancellationToken));
        return command;
    }
}
