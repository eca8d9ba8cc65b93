using System.Diagnostics;
using System.Threading.Channels;
using GadgetSales.Lambda.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Tests.Lambda;

/// <summary>What a function posted: <c>response</c>, <c>error</c> or <c>init/error</c>.</summary>
sealed record Posted(string What, string? RequestId, byte[] Body, string? ErrorType);

/// <summary>The Lambda Runtime API over HTTP on 127.0.0.1, and the function's process.</summary>
sealed class FakeRuntimeApi : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Channel<(string Id, byte[] Event)> _events = Channel.CreateUnbounded<(string, byte[])>();
    readonly Channel<Posted> _posted = Channel.CreateUnbounded<Posted>();
    int _waiting;

    FakeRuntimeApi(WebApplication app) => _app = app;

    /// <summary>Whether the function waits for an event.</summary>
    internal bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>Answered to the posts of a response instead of 202.</summary>
    internal int ResponseStatus { get; set; } = StatusCodes.Status202Accepted;

    internal string Address => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    internal static async Task<FakeRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var api = new FakeRuntimeApi(builder.Build());
        api._app.Run(api.AnswerAsync);
        await api._app.StartAsync();
        return api;
    }

    internal void Invoke(string requestId, ReadOnlyMemory<byte> @event) => _events.Writer.TryWrite((requestId, @event.ToArray()));

    /// <summary>The next thing that the function posts.</summary>
    internal ValueTask<Posted> PostedAsync() => _posted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts the function as the managed runtime does.</summary>
    internal Process StartFunction(string? address = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "GadgetSales.Lambda.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[RuntimeApi.Variable] = address ?? Address;
        return Process.Start(start)!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        const string Root = "/2018-06-01/runtime/";
        var path = context.Request.Path.Value!;
        Assert.StartsWith(Root, path, StringComparison.Ordinal);
        if (path == Root + "invocation/next")
        {
            Interlocked.Increment(ref _waiting);
            var (id, body) = await _events.Reader.ReadAsync(context.RequestAborted);
            Interlocked.Decrement(ref _waiting);
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = "1795342531000";
            context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:123456789012:function:transform";
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(body);
            return;
        }

        using var posted = new MemoryStream();
        await context.Request.Body.CopyToAsync(posted);
        var parts = path[Root.Length..].Split('/');
        context.Response.StatusCode = parts[^1] == "response" ? ResponseStatus : StatusCodes.Status202Accepted;
        var errorType = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault();
        _posted.Writer.TryWrite(new Posted(parts[^1], parts[0] == "invocation" ? parts[1] : null, posted.ToArray(), errorType));
    }
}
