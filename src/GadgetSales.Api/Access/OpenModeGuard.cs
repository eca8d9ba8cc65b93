using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GadgetSales.Api.Access;

/// <summary>
/// Refuses to start without keys when anything but this machine could connect: by the configured addresses before anything starts, and by those
/// really listened on after. <see cref="OpenCallers"/> guards the moment between.
/// </summary>
public sealed class OpenModeGuard(IServer server, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Check(ListeningAddresses.Of(configuration));

    public Task StartedAsync(CancellationToken cancellationToken) => Check(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static Task Check(IEnumerable<string> addresses)
    {
        var reachable = addresses.Where(address => !Loopback.IsLocalAddress(address)).ToList();
        return reachable.Count == 0 ? Task.CompletedTask : throw new StartRefusedException(
            $"Auth:Mode is Open, but {string.Join(", ", reachable)} can be reached from other machines. " +
            $"Set Auth:Mode=ApiKeys (and make a key: gadgetsales keys create), or listen on {ListeningAddresses.Default} only.");
    }
}
