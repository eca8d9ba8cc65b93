using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Api.Http;

/// <summary>Section <c>Limits</c>: how much the service takes at once.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Megabytes that the bodies of batches may fill together while they are read; beyond, a batch is answered 503. Default 128.</summary>
    [Range(8, 65_536)]
    public int BufferedMegabytes { get; set; } = 128;

    /// <summary>Requests a second that one key, or one address where there are no keys, may send on average; 0 (the default) for no limit. A batch is one request.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>Requests that may come at once on top of the average. Default 100; counts only with <see cref="RequestsPerSecond"/>.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 100;
}
