using System.Net;
using System.Net.Sockets;

namespace GadgetSales.Tests.Support;

/// <summary>Stands before a server as if it were only starting: it hangs up on the first connections and passes the later ones on.</summary>
sealed class StartingServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Uri _server;
    readonly Task _serving;

    internal StartingServer(Uri server, int refused)
    {
        _server = server;
        _listener.Start();
        _serving = ServeAsync(refused);
    }

    internal string Address => $"http://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    async Task ServeAsync(int refused)
    {
        var passed = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                if (refused-- > 0)
                {
                    client.Close();
                    continue;
                }

                passed.Add(PassAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(passed);
        }
    }

    async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(_server.Host, _server.Port);
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
    }
}
