using Xunit.v3;

namespace GadgetSales.Tests.Support;

/// <summary>
/// A test that starts a process or a browser, mounts a disk, kills something or computes for seconds. <c>dotnet test --filter "speed!=slow"</c> leaves it out.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class SlowAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("speed", "slow")];
}
