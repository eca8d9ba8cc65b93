using System.Text.Json.Nodes;
using CsvHelper;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Stores;

/// <summary>One store of a file: where it stands and what is sent of it.</summary>
sealed record StoreLine(long Line, string StoreId, JsonObject Body);

/// <summary>Reads a CSV file of stores whole.</summary>
static class StoreFile
{
    const string StoreId = "storeId";

    static readonly string[] Columns = [StoreId, "name", "timeZone", "dayStartsAt", "currency", "openedOn", "closedOn", "group"];

    /// <exception cref="CommandFailedException">The file cannot be read, or a line of it; the message names line and column.</exception>
    internal static IReadOnlyList<StoreLine> Read(string file, Terminal terminal)
    {
        try
        {
            using var content = file == "-" ? terminal.OpenInput() : System.IO.File.OpenRead(file);
            using var reader = CsvReader.Create(content, new CsvReaderOptions { HasHeader = false, SkipEmptyLines = true, TrackLineNumbers = true });
            return Read(file, reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{file} cannot be read: {error.Message}", error);
        }
    }

    static List<StoreLine> Read(string file, CsvReader reader)
    {
        if (!reader.Read())
        {
            throw CommandFailedException.Usage($"{file} is empty: a header row is needed, such as storeId,timeZone.");
        }

        var members = MembersOf(reader.Current.ToArray());
        var lines = new Dictionary<string, StoreLine>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var fields = reader.Current.ToArray();
            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var store = LineOf(reader.LineNumber, members, fields);
            if (!lines.TryAdd(store.StoreId, store))
            {
                throw CommandFailedException.Usage($"Line {store.Line}: the store {store.StoreId} stands in line {lines[store.StoreId].Line} already. Keep one of them.");
            }
        }

        return [.. lines.Values];
    }

    static string[] MembersOf(string[] header)
    {
        var members = header.Select(name => Array.Find(Columns, column => column.Equals(Plain(name), StringComparison.OrdinalIgnoreCase))
            ?? throw CommandFailedException.Usage($"The column '{name.Trim()}' is none of {string.Join(", ", Columns)}. Rename it or take it out.")).ToArray();
        if (members.GroupBy(member => member, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw CommandFailedException.Usage($"There are two columns {twice.Key}: take one of them out.");
        }

        return members.Contains(StoreId, StringComparer.Ordinal) ? members : throw CommandFailedException.Usage("The column storeId is missing.");
    }

    static StoreLine LineOf(long line, string[] members, string[] fields)
    {
        if (fields.Length != members.Length)
        {
            throw CommandFailedException.Usage($"Line {line} has {fields.Length} fields, and the header has {members.Length}: put fields that hold a comma in quotes.");
        }

        var body = new JsonObject();
        foreach (var (member, value) in members.Zip(fields).Where(pair => !string.IsNullOrWhiteSpace(pair.Second)))
        {
            body[member] = value.Trim();
        }

        var storeId = (string?)body[StoreId] ?? throw CommandFailedException.Usage($"Line {line}: the column storeId is empty.");
        return new StoreLine(line, storeId, body);
    }

    static string Plain(string name) =>
        name.Trim().TrimStart('\uFEFF').Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
