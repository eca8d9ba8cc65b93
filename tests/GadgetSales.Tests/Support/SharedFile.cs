namespace GadgetSales.Tests.Support;

/// <summary>
/// Real input that is too large for the repository: found in the folder of the environment variable GADGETSALES_SHARED,
/// or in a folder <c>shared</c> beside the checkout.
/// </summary>
public static class SharedFile
{
    /// <summary>The full path, or a visible skip of the running test when the file is not there.</summary>
    public static string Require(params string[] parts)
    {
        var relative = Path.Combine(parts);
        var path = Folders().Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"needs {relative}: set GADGETSALES_SHARED to the folder that holds it");
        return path!;
    }

    static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("GADGETSALES_SHARED") is { Length: > 0 } configured)
        {
            yield return configured;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GadgetSales.sln")) && folder.Parent is { } beside)
            {
                yield return Path.Combine(beside.FullName, "shared");
            }
        }
    }
}
