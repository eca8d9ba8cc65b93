using System.CommandLine;
using System.Globalization;
using GadgetSales.Cli.Shell;
using GadgetSales.Embedded.Keys;
using Spectre.Console;

namespace GadgetSales.Cli.Keys;

/// <summary><c>gadgetsales keys</c>: who may call a service in ApiKeys mode. A running service takes changes in within a second or two.</summary>
static class KeysCommand
{
    static readonly Option<string?> Data = DataOption.Create();

    internal static Command Create(Terminal terminal) => new("keys", "Creates, lists and revokes API keys for Auth:Mode=ApiKeys.")
    {
        Creating(terminal),
        Listing(terminal),
        Revoking(terminal),
    };

    static Command Creating(Terminal terminal)
    {
        var name = new Option<string>("--name") { Description = "Whose key it is, for people and for the log", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = $"What it may do; repeatable: {string.Join(", ", Scopes.All)}", Required = true };
        var stores = new Option<string[]>("--store") { Description = "A store it covers; repeatable, default all", HelpName = "STORE" };
        scopes.AcceptOnlyFromAmong([.. Scopes.All]);
        var command = new Command("create", "Makes a key and shows it once: on standard output, alone on its line.") { name, scopes, stores, Data };
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

    static Command Listing(Terminal terminal)
    {
        var command = new Command("list", "Shows the keys, never their text.") { Data };
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

    static Command Revoking(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as list shows it; the key gs_ID_… itself works too" };
        var command = new Command("revoke", "Takes a key out of force for good.") { id, Data };
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

    static KeyFile FileOf(ParseResult parsed, Terminal terminal) => new(DataOption.Read(parsed, Data, terminal).KeysPath);

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
