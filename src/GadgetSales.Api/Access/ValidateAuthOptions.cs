using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Access;

/// <summary>Checks what attributes cannot: the keys of configuration, each named by its own configuration key.</summary>
public sealed class ValidateAuthOptions : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var faults = options.Keys.SelectMany((key, index) => FaultsOf(key).Select(fault => $"{AuthOptions.Section}:Keys:{index}:{fault}")).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> FaultsOf(ConfiguredKey key)
    {
        if (string.IsNullOrWhiteSpace(key.Name))
        {
            yield return "Name is required.";
        }

        if (key.ScopeList.Count == 0 || key.ScopeList.Except(Scopes.All, StringComparer.Ordinal).Any())
        {
            yield return $"Scopes must name some of {string.Join(", ", Scopes.All)}.";
        }

        if ((key.Key is null) == (key.KeyFile is null))
        {
            yield return "Key or KeyFile is required, and only one of them.";
        }
        else if (key.KeyFile is not null && !File.Exists(key.KeyFile))
        {
            yield return $"KeyFile names {key.KeyFile}, which does not exist.";
        }
        else if (key.ReadText().Length < ConfiguredKey.MinimumLength)
        {
            yield return $"{(key.Key is null ? "KeyFile" : "Key")} must hold a key of at least {ConfiguredKey.MinimumLength} characters; make one with: gadgetsales keys create.";
        }
    }
}
