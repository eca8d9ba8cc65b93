using System.Runtime.InteropServices;
using GadgetSales.Lambda.Feed;
using GadgetSales.Lambda.Runtime;

using var stopping = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stopping.Cancel();
});
using var log = new FunctionLog(Console.OpenStandardOutput(), TimeProvider.System);

if (RuntimeApi.OfEnvironment() is not { } api)
{
    log.Fatal($"{RuntimeApi.Variable} is not set: this program runs as an AWS Lambda function on the runtime dotnet10.");
    return 1;
}

using (api)
{
    return await InvocationLoop.RunAsync(api, () => new FirehoseTransformation(log, TimeProvider.System).Transform, log, stopping.Token);
}
