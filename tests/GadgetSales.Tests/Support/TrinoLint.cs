using System.Text.Json;

namespace GadgetSales.Tests.Support;

/// <summary>A parser of Trino's SQL (tests/package.json), one process for a list of texts.</summary>
static class TrinoLint
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>For each text what the parser objects to, or null.</summary>
    internal static async Task<IReadOnlyList<string?>> FindFaultsAsync(List<string> sql)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var node = NodeScript.Start("trino-lint.mjs");
        var answer = node.StandardOutput.ReadToEndAsync(patience.Token);
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(sql));
        node.StandardInput.Close();
        var faults = JsonSerializer.Deserialize<List<string?>>(await answer)!;
        await node.WaitForExitAsync(patience.Token);
        Assert.Equal(sql.Count, faults.Count);
        return faults;
    }
}
