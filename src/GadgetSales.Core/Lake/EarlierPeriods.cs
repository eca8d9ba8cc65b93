using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>Writes where the periods of a comparison's earlier range lie in the later one.</summary>
internal sealed class EarlierPeriods(InsightQuery query, Comparison comparison)
{
    /// <summary>The business date that the earlier range's periods are cut from.</summary>
    public string Date => comparison.MovesDays && query.Grain != Grain.Hour
        ? $"CAST({LakeSchema.Partition} + {Offset} AS date)"
        : LakeSchema.Partition;

    /// <summary>The later period that lies over <c>period</c>.</summary>
    public string Moved => IsMovedByDay ? "period" : $"CAST(period + {Offset} AS {query.Grain.SqlType})";

    /// <summary>The dates were moved before they were cut into periods.</summary>
    bool IsMovedByDay => comparison.MovesDays && query.Grain != Grain.Hour;

    string Offset
    {
        get
        {
            var (months, days) = comparison.Offset(query.Grain, query.Span);
            return string.Create(CultureInfo.InvariantCulture, $"INTERVAL '{(months != 0 ? months : days)}' {(months != 0 ? "MONTH" : "DAY")}");
        }
    }

    /// <summary>The WHERE that leaves out periods without a counterpart.</summary>
    public string Counterparts(InsightConditions conditions)
    {
        if (query.Grain == Grain.None || IsMovedByDay)
        {
            return "";
        }

        if (query.Grain == Grain.Day || query.Grain == Grain.Hour)
        {
            // 31 January plus a month is 28 February, which already has a counterpart.
            return $" WHERE CAST({Moved} - {Offset} AS {query.Grain.SqlType}) = period";
        }

        // A range that starts mid-week or mid-month may touch one period more than the other.
        return $" WHERE {Moved} <= {conditions.Bind(query.Span.To)}";
    }
}
