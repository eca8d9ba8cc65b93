using GadgetSales.Embedded;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

public sealed class DataDirectoryTests : IDisposable
{
    readonly TempDirectory _directory = new();

    [Fact]
    public void A_data_directory_is_made_with_its_parents()
    {
        var path = _directory.File("a/b/c");

        DataDirectory.Prepare(path);

        Assert.Empty(Directory.GetFileSystemEntries(path));
    }

    [Fact]
    public void A_data_directory_that_cannot_be_made_names_the_path_and_the_setting()
    {
        File.WriteAllText(_directory.File("file"), "in the way");

        var error = Assert.Throws<EmbeddedStoreException>(() => DataDirectory.Prepare(_directory.File("file/data")));

        Assert.Contains(_directory.File("file/data"), error.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded:DataDirectory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Syncing_a_folder_that_does_not_exist_fails_loudly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows needs no directory sync");
        Assert.Throws<IOException>(() => DataDirectory.Sync(_directory.File("absent")));
    }

    public void Dispose() => _directory.Dispose();
}
