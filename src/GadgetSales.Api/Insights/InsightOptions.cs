using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Api.Insights;

/// <summary>Section <c>Insights</c>.</summary>
public sealed class InsightOptions : IValidatableObject
{
    public const string Section = "Insights";

    /// <summary>Where "today" is for ranges such as <c>last-7-days</c>, unless a request says otherwise: an IANA name. Default UTC.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult($"{Section}:{nameof(TimeZone)}={TimeZone} is not a known time zone. Write an IANA name such as Europe/Berlin.");
        }
    }
}
