using System.Text.Json;
using System.Text.Json.Serialization;

namespace GadgetSales.Core.Access;

/// <summary>
/// The file of the API keys' hashes. A change replaces the file whole (write beside it, sync, rename), so a reader sees the old file or the new one;
/// changes by several processes wait for each other on a <c>.lock</c> beside it.
/// </summary>
public sealed class KeyFile(string path, TimeProvider time)
{
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    /// <summary>Where the file lies in a folder that holds it under its usual name, <c>keys.json</c>.</summary>
    public static string PathIn(string folder) => System.IO.Path.Combine(folder, "keys.json");

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Changes whenever the file does; for watching it cheaply. Null while there is no file.</summary>
    public (DateTime WrittenUtc, long Length)? ReadStamp()
    {
        var file = new FileInfo(Path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }

    /// <summary>All keys in the order they were made, revoked ones too; none when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not a key file.</exception>
    public IReadOnlyList<StoredKey> Read()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize(stream, KeyFileJson.Default.KeyFileDocument)?.Keys ?? throw new InvalidDataException($"{Path} holds no keys.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{Path} is not a key file: {error.Message}", error);
        }
    }

    /// <summary>Adds a key, durable when the task completes.</summary>
    public Task AddAsync(StoredKey key, CancellationToken cancellationToken) =>
        ChangeAsync(keys => keys.Add(key), cancellationToken);

    /// <summary>Revokes a key. False when no key has this id or it is revoked already.</summary>
    public async Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var revoked = false;
        await ChangeAsync(
            keys =>
            {
                var at = keys.FindIndex(key => key.Id == id && key.RevokedAt is null);
                if (at >= 0)
                {
                    keys[at] = keys[at] with { RevokedAt = now };
                    revoked = true;
                }
            },
            cancellationToken);
        return revoked;
    }

    async Task ChangeAsync(Action<List<StoredKey>> change, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await using var held = await LockAsync(cancellationToken);
        var keys = Read().ToList();
        change(keys);
        var next = Path + ".new";
        await using (var stream = OpenPrivate(next))
        {
            await JsonSerializer.SerializeAsync(stream, new KeyFileDocument(keys), KeyFileJson.Default.KeyFileDocument, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, Path, overwrite: true);
    }

    async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < LockPatience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
        }
    }

    static FileStream OpenPrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}

sealed record KeyFileDocument(IReadOnlyList<StoredKey> Keys);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeyFileDocument))]
sealed partial class KeyFileJson : JsonSerializerContext;
