using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GadgetSales.Api.Auth;

/// <summary>Refuses to start without keys when anything but this machine could connect. <see cref="OpenCallers"/> guards the moment before the check.</summary>
public sealed class OpenModeGuard(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var reachable = server.Features.Get<IServerAddressesFeature>()?.Addresses.Where(address => !Loopback.IsLocalAddress(address)).ToList() ?? [];
        return reachable.Count == 0 ? Task.CompletedTask : throw new StartRefusedException(
            $"Auth:Mode is Open, but {string.Join(", ", reachable)} can be reached from other machines. " +
            "Set Auth:Mode=ApiKeys (and make a key: gadgetsales keys create), or listen on http://localhost:5080 only.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
