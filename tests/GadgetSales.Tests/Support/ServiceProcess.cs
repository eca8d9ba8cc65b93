using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace GadgetSales.Tests.Support;

/// <summary>The service as a process of its own, for what only a process shows: exit codes, standard error, being killed.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    static readonly string[] ListeningVariables = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "URLS", "Urls"];

    readonly Process _process;
    readonly StringBuilder _output = new();

    ServiceProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything written to standard output and error so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    static bool IsOfAws(string variable) => variable.StartsWith("AWS_", StringComparison.Ordinal);

    public static ServiceProcess Start(params string[] arguments) => StartIn([], arguments);

    /// <summary>Starts with these environment variables; of those of the tests none says where to listen, and where one is of AWS, no other of AWS counts.</summary>
    public static ServiceProcess StartIn((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var ofAws = environment.Any(variable => IsOfAws(variable.Name)) ? start.Environment.Keys.Where(IsOfAws).ToArray() : [];
        foreach (var name in ListeningVariables.Concat(ofAws))
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(typeof(AccessRule).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ServiceProcess(Process.Start(start)!);
    }

    /// <summary>Where the service listens, as soon as it says so.</summary>
    public async Task<Uri> AddressAsync()
    {
        await Eventually.TrueAsync(() => ListeningAddress().IsMatch(Output), "the service listens");
        return new Uri(ListeningAddress().Match(Output).Value);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListeningAddress();

    void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
