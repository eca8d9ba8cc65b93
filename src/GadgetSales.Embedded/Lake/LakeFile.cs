using DuckDB.NET.Data;
using GadgetSales.Embedded.Lake.DuckDb;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Lake;

/// <summary>Opens the lake's file with the tables of this version in it. The ledger holds everything, so a file that cannot serve is replaced.</summary>
static partial class LakeFile
{
    static readonly string[] UnreadableMessages =
    [
        "not a valid DuckDB database file", "replaying WAL", "Corrupt database file", "checksum", "Serialization Error", "Failed to load metadata",
        "Could not read enough bytes",
    ];

    /// <summary>
    /// Opens or makes the file. One that is damaged or of an older schema is set aside as <c>*.set-aside</c> (the one before is dropped)
    /// and an empty lake takes its place.
    /// </summary>
    /// <exception cref="LakeVersionException">A newer version wrote the file.</exception>
    /// <exception cref="DuckDBException">Another process holds the file, or it cannot be read or written.</exception>
    internal static DuckDatabase Open(string path, LakeOptions options, ILogger logger)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path))
        {
            // A log without its file would be replayed into the new one.
            DeleteLogs(path);
        }

        var (database, reason) = TryOpen(path, options);
        if (database is not null)
        {
            return database;
        }

        LogSetAside(logger, path, reason!);
        SetAside(path);
        return OpenCurrent(path, options).Database!;
    }

    /// <summary>Renames the file to <c>*.set-aside</c>; nothing may have it open.</summary>
    internal static void SetAside(string path)
    {
        File.Move(path, path + ".set-aside", overwrite: true);
        DeleteLogs(path);
    }

    /// <summary>Removes the lake's files; nothing may have them open.</summary>
    internal static void Delete(string path)
    {
        File.Delete(path);
        DeleteLogs(path);
    }

    /// <summary>Bytes that wait in the write-ahead log.</summary>
    internal static long LogSize(string path)
    {
        var log = new FileInfo(path + ".wal");
        return log.Exists ? log.Length : 0;
    }

    static (DuckDatabase? Database, string? Reason) TryOpen(string path, LakeOptions options)
    {
        try
        {
            return OpenCurrent(path, options);
        }
        catch (DuckDBException error) when (IsUnreadable(error))
        {
            return (null, error.Message);
        }
    }

    /// <summary>No database but a reason for a file of an older schema; a new file gets the tables of this version.</summary>
    static (DuckDatabase? Database, string? Reason) OpenCurrent(string path, LakeOptions options)
    {
        var database = DuckDatabase.Open(path, options.ToSettings());
        try
        {
            if (Prepare(database, path) is not { } reason)
            {
                return (database, null);
            }

            database.Dispose();
            return (null, reason);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Null when the tables are there, else why they are of no use.</summary>
    static string? Prepare(DuckDatabase database, string path)
    {
        using var connection = database.Connect();
        connection.Execute("SET GLOBAL TimeZone = 'UTC'; SET GLOBAL integer_division = true");
        if (LakeTables.ReadVersion(connection) is not { } version)
        {
            LakeTables.Create(connection);
            return null;
        }

        if (LakeHistory.Steps.Refusal(path, version) is { } refusal)
        {
            throw new LakeVersionException(refusal);
        }

        return version == LakeHistory.Steps.Version
            ? null
            : $"its schema has version {version}, this program needs {LakeHistory.Steps.Version} with {string.Join(", ", LakeHistory.Steps.After(version).Select(next => next.Step.Name))}";
    }

    /// <summary>The file is no lake of any version, as opposed to one that cannot be opened now.</summary>
    internal static bool IsUnreadable(DuckDBException error) =>
        Array.Exists(UnreadableMessages, part => error.Message.Contains(part, StringComparison.OrdinalIgnoreCase));

    static void DeleteLogs(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (Directory.Exists(directory))
        {
            foreach (var log in Directory.EnumerateFiles(directory, Path.GetFileName(path) + ".wal*"))
            {
                File.Delete(log);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The lake {Path} is set aside and rebuilt from the ledger: {Reason}")]
    static partial void LogSetAside(ILogger logger, string path, string reason);
}
