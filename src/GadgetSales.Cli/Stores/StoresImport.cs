using System.Text;
using GadgetSales.Cli.Api;
using GadgetSales.Cli.Shell;
using Spectre.Console;

namespace GadgetSales.Cli.Stores;

/// <summary>Sends stores one by one and says what became of them.</summary>
sealed class StoresImport(SalesClient client, Terminal terminal)
{
    internal async Task<int> RunAsync(IReadOnlyList<StoreLine> stores, CancellationToken cancellationToken)
    {
        var refused = 0;
        foreach (var store in stores)
        {
            var path = "v1/stores/" + Uri.EscapeDataString(store.StoreId);
            var (problem, unreachable) = await client.PutAsync(path, Encoding.UTF8.GetBytes(store.Body.ToJsonString()), cancellationToken);
            if (unreachable is not null)
            {
                throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} {unreachable}. {stores.TakeWhile(other => other != store).Count() - refused} stores are described; import the file again.");
            }

            if (problem is { Code: "unauthenticated" or "scope_missing" or "local_only" })
            {
                throw new CommandFailedException(ExitCode.Unreachable, $"{client.Address} refuses: {problem.Summary()} Describing stores needs a key with the scope admin.");
            }

            if (problem is not null)
            {
                refused++;
                terminal.Error.MarkupLineInterpolated($"[red]Line {store.Line}, store {store.StoreId}: {problem.Summary()}[/]");
            }
        }

        terminal.Out.WriteLine($"described  {stores.Count - refused}");
        terminal.Out.WriteLine($"refused    {refused}");
        return refused == 0 ? ExitCode.Success : ExitCode.SomeRejected;
    }
}
