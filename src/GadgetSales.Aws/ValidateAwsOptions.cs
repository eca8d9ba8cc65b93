using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws;

/// <summary>Stops the start of the host with every fault of section <c>Aws</c> and of the connection, each named by its key.</summary>
sealed partial class ValidateAwsOptions(AwsConnection connection) : IValidateOptions<AwsOptions>
{
    public ValidateOptionsResult Validate(string? name, AwsOptions options)
    {
        string?[] faults =
        [
            Named(nameof(AwsOptions.Table), options.Table, TableName(), "3 to 255 letters, digits, dots, hyphens and underscores"),
            Named(nameof(AwsOptions.Database), options.Database, DatabaseName(), "lower-case letters, digits and underscores, starting with a letter"),
            Named(nameof(AwsOptions.Workgroup), options.Workgroup, LongName(), "1 to 128 letters, digits, dots, hyphens and underscores"),
            .. Feed(options),
            Within(nameof(AwsOptions.LedgerParallelism), options.LedgerParallelism, 256),
            Within(nameof(AwsOptions.LedgerConnections), options.LedgerConnections, 10_000),
            Within(nameof(AwsOptions.LedgerAttempts), options.LedgerAttempts, 10),
            Within(nameof(AwsOptions.LedgerAttemptSeconds), options.LedgerAttemptSeconds, 60),
            Within(nameof(AwsOptions.QueryAttempts), options.QueryAttempts, 10),
            Within(nameof(AwsOptions.ResultReuseMinutes), options.ResultReuseMinutes, 10_080, lowest: 0),
            .. connection.FindFaults(),
        ];
        var found = faults.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    static string? Named(string key, string value, Regex form, string rule) =>
        value.Length == 0 ? $"{AwsOptions.Section}:{key} is not set. It is the output {key}Name of deploy/pipeline.yaml."
        : form.IsMatch(value) ? null
        : $"{AwsOptions.Section}:{key}={value} is no name: {rule}.";

    /// <summary>All of the feed or nothing of it.</summary>
    static IEnumerable<string?> Feed(AwsOptions options) => options is { Stream: "", Pipe: "", DeliveryStream: "" }
        ? []
        :
        [
            Named(nameof(AwsOptions.Stream), options.Stream, LongName(), "1 to 128 letters, digits, dots, hyphens and underscores"),
            Named(nameof(AwsOptions.Pipe), options.Pipe, ShortName(), "1 to 64 letters, digits, dots, hyphens and underscores"),
            Named(nameof(AwsOptions.DeliveryStream), options.DeliveryStream, ShortName(), "1 to 64 letters, digits, dots, hyphens and underscores"),
        ];

    static string? Within(string key, int value, int highest, int lowest = 1) =>
        value >= lowest && value <= highest ? null : $"{AwsOptions.Section}:{key}={value}: give {lowest} to {highest:N0}.";

    [GeneratedRegex(@"\A[a-zA-Z0-9_.-]{3,255}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabaseName();

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]{1,128}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongName();

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortName();
}
