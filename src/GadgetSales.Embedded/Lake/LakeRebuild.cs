using DuckDB.NET.Data;
using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.Lake;

/// <summary>What a rebuild brought: the ledger's position it covers and the entries it had to set aside.</summary>
public sealed record LakeRebuildResult(FeedPosition UpTo, long Quarantined);

/// <summary>Replaces the lake by one built anew from the ledger. The service must be stopped; the old lake stays until the new one is complete.</summary>
public static class LakeRebuild
{
    /// <exception cref="EmbeddedStoreException">The service runs and holds the lake, or there is no ledger; the message says what to do.</exception>
    public static async Task<LakeRebuildResult> RunAsync(
        EmbeddedOptions embedded, LakeOptions options, IProgress<LakeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(embedded.LakePath);
        var building = path + ".rebuilding";
        using var ledger = LedgerReader.Open(embedded.LedgerPath);

        // Held until the end, so that a service that starts meanwhile waits for the lake.
        using var old = Hold(path, options);
        try
        {
            var (end, quarantined) = await LakeBuild.RunAsync(ledger, building, options, progress, cancellationToken);
            old?.Dispose();
            LakeFile.Delete(path);
            File.Move(building, path);
            DataDirectory.Sync(Path.GetDirectoryName(path)!);
            return new LakeRebuildResult(end, quarantined);
        }
        finally
        {
            LakeFile.Delete(building);
        }
    }

    /// <summary>The old lake's lock, or null for a file that is absent or that nothing can read.</summary>
    static DuckDatabase? Hold(string path, LakeOptions options)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return DuckDatabase.Open(path, options.ToSettings());
        }
        catch (DuckDBException error) when (LakeFile.IsUnreadable(error))
        {
            return null;
        }
        catch (DuckDBException error)
        {
            throw new EmbeddedStoreException(
                $"The lake '{path}' is in use: stop the service first. Deleting the file while it is stopped has the same effect. ({error.Message})", error);
        }
    }
}
