namespace GadgetSales.Tests.Support;

/// <summary>
/// What some tests need beside the .NET SDK. Where it is missing they are skipped and say what brings it; with CI=true they fail, because
/// .ci/run installs it, and nobody would see the hole that a skip leaves.
/// </summary>
static class Needs
{
    internal static void That(bool present, string missing)
    {
        if (!present && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"CI=true runs every test, and this one {missing}.");
        }

        Assert.SkipUnless(present, missing);
    }
}
