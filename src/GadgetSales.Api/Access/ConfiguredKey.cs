namespace GadgetSales.Api.Access;

/// <summary>
/// A key from configuration: <c>Auth__Keys__0__Name=till</c>, <c>Auth__Keys__0__KeyFile=/run/secrets/till</c>, <c>Auth__Keys__0__Scopes=sales:write,sales:read</c>.
/// </summary>
public sealed class ConfiguredKey
{
    public const int MinimumLength = 32;

    static readonly char[] Separators = [',', ' '];

    /// <summary>Names the key in logs. Required.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key itself, at least 32 characters; or <see cref="KeyFile"/>.</summary>
    public string? Key { get; set; }

    /// <summary>A file that holds nothing but the key, such as a mounted secret.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Scopes, separated by commas or spaces. Required.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Stores, separated by commas; empty for all.</summary>
    public string Stores { get; set; } = "";

    public IReadOnlyList<string> ScopeList => Scopes.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> StoreList => Stores.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string ReadText() => (KeyFile is null ? Key! : File.ReadAllText(KeyFile)).Trim();

    /// <summary>What is wrong with it, each starting with the name of the member.</summary>
    public IEnumerable<string> FindFaults()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return "Name is required.";
        }

        if (ScopeList.Count == 0 || ScopeList.Except(Core.Access.Scopes.All, StringComparer.Ordinal).Any())
        {
            yield return $"Scopes must name some of {string.Join(", ", Core.Access.Scopes.All)}.";
        }

        if ((Key is null) == (KeyFile is null))
        {
            yield return "Key or KeyFile is required, and only one of them.";
        }
        else if (KeyFile is not null && !File.Exists(KeyFile))
        {
            yield return $"KeyFile names {KeyFile}, which does not exist.";
        }
        else if (ReadText().Length < MinimumLength)
        {
            yield return $"{(Key is null ? "KeyFile" : "Key")} must hold a key of at least {MinimumLength} characters; make one with: gadgetsales keys create.";
        }
    }
}
