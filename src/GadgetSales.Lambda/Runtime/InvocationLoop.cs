using System.Net;

namespace GadgetSales.Lambda.Runtime;

/// <summary>Turns an event into an answer, both JSON; the answer is valid until the next call.</summary>
public delegate ReadOnlyMemory<byte> Handler(ReadOnlyMemory<byte> @event);

/// <summary>Takes invocations one after another until the process is stopped.</summary>
public static class InvocationLoop
{
    /// <summary>
    /// Returns 0 after a stop, which waits for the invocation at work, and 1 when the function cannot start or the Runtime API is beyond
    /// recovery. What a handler throws fails that invocation alone.
    /// </summary>
    public static async Task<int> RunAsync(RuntimeApi api, Func<Handler> create, FunctionLog log, CancellationToken stopping)
    {
        Handler handler;
        try
        {
            handler = create();
        }
        catch (Exception error)
        {
            log.Fatal($"The function cannot start: {error.Message}");
            await api.FailInitAsync(error);
            return 1;
        }

        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await HandleAsync(api, handler, log, await api.NextAsync(stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while waiting.
        }
        catch (HttpRequestException error)
        {
            log.Fatal($"The Runtime API is gone: {error.Message}");
            return 1;
        }

        return 0;
    }

    static async Task HandleAsync(RuntimeApi api, Handler handler, FunctionLog log, Invocation invocation)
    {
        try
        {
            await api.RespondAsync(invocation.RequestId, handler(invocation.Event));
        }
        catch (Exception error) when (!IsBeyondRecovery(error))
        {
            log.InvocationFailed(invocation.RequestId, error);
            await FailAsync(api, log, invocation.RequestId, error);
        }
    }

    static async Task FailAsync(RuntimeApi api, FunctionLog log, string requestId, Exception error)
    {
        try
        {
            await api.FailAsync(requestId, error);
        }
        catch (HttpRequestException refused) when (!IsBeyondRecovery(refused))
        {
            // The API has closed this invocation already, by its own deadline or by refusing the answer.
            log.InvocationFailed(requestId, refused);
        }
    }

    /// <summary>Unreachable, or 500: the documentation asks the runtime to exit then.</summary>
    static bool IsBeyondRecovery(Exception error) => error is HttpRequestException { StatusCode: null or HttpStatusCode.InternalServerError };
}
