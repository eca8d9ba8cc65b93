using System.Diagnostics;

namespace GadgetSales.Tests.Support;

/// <summary>A file system of a few megabytes, so that a test can fill a disk for real. Needs Linux and the right to mount, else the test is skipped.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    readonly TempDirectory _directory = new();

    public string Path => _directory.Path;

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux: mounts a small tmpfs");
        var disk = new SmallDisk();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path) == 0)
        {
            return disk;
        }

        disk._directory.Dispose();
        Assert.Skip("needs the right to mount a tmpfs: run the tests as root, in a container with --cap-add SYS_ADMIN");
        return disk;
    }

    public async Task GrowAsync(int megabytes) =>
        Assert.Equal(0, await RunAsync("mount", "-o", $"remount,size={megabytes}m", Path));

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", Path);
        _directory.Dispose();
    }

    static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false });
        await process!.WaitForExitAsync();
        return process.ExitCode;
    }
}
