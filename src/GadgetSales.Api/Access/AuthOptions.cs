using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Api.Access;

public enum AuthMode
{
    /// <summary>No keys: for one machine only. The host does not start when it would listen beyond loopback.</summary>
    Open,

    /// <summary>Every call under /v1 needs a key.</summary>
    ApiKeys,
}

/// <summary>Section <c>Auth</c>: who may call.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    [EnumDataType(typeof(AuthMode))]
    public AuthMode Mode { get; set; } = AuthMode.Open;

    /// <summary>How often the key file is looked at for changes by the command line. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan KeyReload { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Keys from configuration, for containers that start without a key file.</summary>
    public IList<ConfiguredKey> Keys { get; } = [];
}
