using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Access;

public enum AccessMode
{
    /// <summary>No keys: for one machine only. The host does not start when it would listen beyond loopback.</summary>
    Open,

    /// <summary>Every call under /v1 needs a key.</summary>
    ApiKeys,
}

/// <summary>Section <c>Auth</c>: who may call.</summary>
public sealed class AccessOptions
{
    public const string Section = "Auth";

    [EnumDataType(typeof(AccessMode))]
    public AccessMode Mode { get; set; } = AccessMode.Open;

    /// <summary>The file of the keys that <c>gadgetsales keys</c> makes. Default <c>keys.json</c> in <c>Embedded:DataDirectory</c>, with either store.</summary>
    [Required(AllowEmptyStrings = false)]
    public string KeysFile { get; set; } = "";

    /// <summary>How often the key file is looked at for changes by the command line. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan KeyReload { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Keys from configuration, for containers that start without a key file.</summary>
    public IList<ConfiguredKey> Keys { get; } = [];
}

/// <summary>Checks what attributes cannot: the keys of configuration, each named by its own configuration key.</summary>
public sealed class ValidateAccessOptions : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = options.Keys.SelectMany((key, index) => key.FindFaults().Select(fault => $"{AccessOptions.Section}:Keys:{index}:{fault}")).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
