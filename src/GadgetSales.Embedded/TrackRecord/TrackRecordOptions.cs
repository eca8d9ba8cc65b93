using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>Section <c>Embedded:TrackRecord</c>: the projections that were issued and what became of them.</summary>
public sealed class TrackRecordOptions
{
    public const string Section = "Embedded:TrackRecord";

    /// <summary>Days that a projection and its score are kept. Default 400.</summary>
    [Range(1, 36_500)]
    public int RetentionDays { get; set; } = 400;

    /// <summary>Megabytes of projections to keep; beyond, the oldest go, their scores stay. Default 256.</summary>
    [Range(1, 1_048_576)]
    public int MaxMegabytes { get; set; } = 256;

    /// <summary>Days after the last projected period before it is scored, so that tills which were offline have posted. Default 1.</summary>
    [Range(0, 365)]
    public int SettleDays { get; set; } = 1;

    /// <summary>Minutes between two looks for projections whose periods have passed. Default 10.</summary>
    [Range(1, 1_440)]
    public int ScoreEveryMinutes { get; set; } = 10;
}
