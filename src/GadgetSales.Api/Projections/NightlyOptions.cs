using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Api.Projections;

/// <summary>Section <c>Projections:Nightly</c>: the default questions, asked every night for the track record.</summary>
public sealed class NightlyOptions
{
    public const string Section = "Projections:Nightly";

    /// <summary>Whether they are asked. Default true; without a track record they are not.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The hour at which they are asked, in <c>Insights:TimeZone</c>. Default 4: tills are still, and those of the day before have posted.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 4;

    /// <summary>Series that one question may have; larger ones are left out. Default 500: a minute of one processor.</summary>
    [Range(1, 5_000)]
    public int MaxSeries { get; set; } = 500;
}
