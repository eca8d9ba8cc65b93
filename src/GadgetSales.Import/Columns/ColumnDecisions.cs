using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>How the columns of a file are read, the same for every row.</summary>
sealed class ColumnDecisions
{
    readonly Dictionary<string, char> _marks = new(StringComparer.Ordinal);
    readonly Dictionary<string, TimeDecision> _times = new(StringComparer.Ordinal);

    /// <summary>Receipt numbers are texts such as R-0007: they are kept as external ids.</summary>
    internal bool ReceiptNumberIsText { get; init; }

    /// <summary>What was decided from the file, one line each.</summary>
    internal List<string> Notes { get; } = [];

    /// <summary>Why nothing of the file may be recorded.</summary>
    internal List<string> Refusals { get; } = [];

    internal char MarkOf(string field) => _marks.GetValueOrDefault(field, '.');

    internal TimeDecision TimeOf(string field) => _times[field];

    /// <summary>From the options alone, for a file that is not read beforehand.</summary>
    internal static ColumnDecisions Unchecked(ColumnMapping columns, ImportSettings settings)
    {
        var decisions = new ColumnDecisions();
        foreach (var field in ImportFields.Amounts.Append(ImportFields.Quantity).Append(ImportFields.DiscountPercent))
        {
            decisions._marks[field] = settings.DecimalMark ?? '.';
        }

        foreach (var field in ImportFields.Times)
        {
            decisions._times[field] = TimeDecision.Unchecked(SoldAtText.Of(settings.TimeFormat, columns.Of(field).Count > 1), columns.Preset?.Dates ?? DateOrder.Unknown);
        }

        return decisions;
    }

    internal void SetMark(string field, char mark) => _marks[field] = mark;

    internal void SetTime(string field, TimeDecision time) => _times[field] = time;
}
