using System.CommandLine;
using System.Globalization;
using GadgetSales.Cli.Shell;
using GadgetSales.Core.Access;
using Spectre.Console;

namespace GadgetSales.Cli.Keys;

/// <summary><c>gadgetsales keys</c>: who may call a service in ApiKeys mode. A running service takes changes in within a second or two.</summary>
static class KeysCommand
{
    const string KeysFile = "Auth__KeysFile";

    static readonly Option<string?> Data = DataOption.Create();
    static readonly Option<string?> File = new("--file")
    {
        Description = $"The key file; default: {KeysFile} unless --data is given, else keys.json in the data directory",
        HelpName = "FILE",
    };

    const string CreateDetails = """
        Only the key's hash is kept: a lost key is revoked and another made. A running service takes it in within two seconds.

        Examples:
          gadgetsales keys create --name till-7 --scope sales:write --store LA-01
          gadgetsales keys create --name analysts --scope insights:read --scope sales:read --data /var/lib/gadgetsales
        """;

    const string ListDetails = """

        Examples:
          gadgetsales keys list --data data
        """;

    const string RevokeDetails = """
        A running service refuses the key within two seconds. A revoked key stays in the list.

        Examples:
          gadgetsales keys revoke i9uykewn
        """;

    internal static Command Create(Terminal terminal) => new("keys", "Create, list and revoke API keys for Auth:Mode=ApiKeys")
    {
        Creating(terminal),
        Listing(terminal),
        Revoking(terminal),
    };

    static TopicCommand Creating(Terminal terminal)
    {
        var name = new Option<string>("--name") { Description = "Whose key it is, for people and for the log", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = $"What it may do; repeatable: {string.Join(", ", Scopes.All)}", Required = true };
        var stores = new Option<string[]>("--store") { Description = "A store it covers; repeatable, default all", HelpName = "STORE" };
        scopes.AcceptOnlyFromAmong([.. Scopes.All]);
        RefuseBlanks(name);
        RefuseBlanks(stores);
        var command = new TopicCommand("create", "Make a key and show it once: on standard output, alone on its line", CreateDetails) { name, scopes, stores, Data, File };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = FileOf(parsed, terminal);
            var (id, text) = ApiKey.Create();
            var covered = parsed.GetValue(stores) is { Length: > 0 } given ? given.Distinct(StringComparer.Ordinal).ToArray() : null;
            var granted = parsed.GetRequiredValue(scopes).Distinct(StringComparer.Ordinal).ToArray();
            await ChangeAsync(() => file.AddAsync(
                new StoredKey(id, parsed.GetRequiredValue(name), ApiKey.HashOf(text), granted, covered, terminal.Time.GetUtcNow()), cancellationToken));
            terminal.Out.WriteLine(text);
            terminal.Error.MarkupLineInterpolated($"Key {id} is in {file.Path}. It is shown this once: only its hash is kept.");
            return ExitCode.Success;
        });
        return command;
    }

    static TopicCommand Listing(Terminal terminal)
    {
        var command = new TopicCommand("list", "Show the keys, never their text", ListDetails) { Data, File };
        command.SetAction(parsed =>
        {
            var table = new Table().AddColumns("id", "name", "scopes", "stores", "created", "revoked");
            foreach (var key in ReadKeys(FileOf(parsed, terminal)))
            {
                table.AddRow(
                    new Text(key.Id), new Text(key.Name), new Text(string.Join(' ', key.Scopes)), new Text(key.Stores is null ? "all" : string.Join(' ', key.Stores)),
                    new Text(DayOf(key.CreatedAt)), new Text(DayOf(key.RevokedAt)));
            }

            terminal.Out.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    static TopicCommand Revoking(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as list shows it; the key gs_ID_… itself works too" };
        var command = new TopicCommand("revoke", "Take a key out of force for good", RevokeDetails) { id, Data, File };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetRequiredValue(id);
            var bare = given.Split('_') is ["gs", var inner, ..] ? inner : given;
            var revoked = false;
            await ChangeAsync(async () => revoked = await FileOf(parsed, terminal).RevokeAsync(bare, terminal.Time.GetUtcNow(), cancellationToken));
            if (!revoked)
            {
                throw CommandFailedException.Usage($"No key in force has the id {bare}: see gadgetsales keys list.");
            }

            terminal.Error.MarkupLineInterpolated($"Key {bare} is revoked.");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>An unset shell variable must not make a key of nobody, or for no store.</summary>
    static void RefuseBlanks(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{option.Name} must not be empty.");
        }
    });

    static KeyFile FileOf(ParseResult parsed, Terminal terminal)
    {
        var named = parsed.GetValue(File) ?? (parsed.GetValue(Data) is null ? terminal.Variable(KeysFile) : null);
        return new KeyFile(string.IsNullOrEmpty(named) ? KeyFile.PathIn(DataOption.Read(parsed, Data, terminal).DataDirectory) : named, terminal.Time);
    }

    static IReadOnlyList<StoredKey> ReadKeys(KeyFile file)
    {
        try
        {
            return file.Read();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, error.Message, error);
        }
    }

    static async Task ChangeAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The key file was not changed: {error.Message}", error);
        }
    }

    static string DayOf(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
