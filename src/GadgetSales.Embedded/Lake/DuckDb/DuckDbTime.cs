namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>DuckDB counts days and microseconds from 1970-01-01.</summary>
static class DuckDbTime
{
    const int EpochDay = 719_162;

    internal static int DaysOf(DateOnly date) => date.DayNumber - EpochDay;

    internal static DateOnly DateOf(int days) =>
        days is >= -EpochDay and <= 2_932_896 ? DateOnly.FromDayNumber(days + EpochDay) : throw OutOfRange("date");

    internal static long MicrosecondsOf(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static DateTime TimeOf(long microseconds) =>
        microseconds is >= -62_135_596_800_000_000 and <= 253_402_300_799_999_999
            ? new DateTime(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified)
            : throw OutOfRange("timestamp");

    static DuckDbException OutOfRange(string type) => new($"A {type} of the result lies outside the years 1 to 9999.", DuckDbFailure.Statement);
}
