namespace GadgetSales.Tests.Support;

/// <summary>Files of the checkout that the tests run in.</summary>
static class RepositoryFile
{
    /// <summary>The full path of a file, by its path from the solution.</summary>
    internal static string Of(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GadgetSales.sln")))
            {
                return Path.Combine([folder.FullName, .. parts]);
            }
        }

        throw new InvalidOperationException("The tests do not run inside the checkout.");
    }
}
