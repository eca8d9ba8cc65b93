using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Import;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Presets;

namespace GadgetSales.Tests.Import;

public sealed class TimeDecisionTests
{
    [Fact]
    public void A_column_of_dates_is_read_as_it_was_written_or_refused_never_with_day_and_month_exchanged() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<uint>>(), ArbMap.Default.ArbFor<uint>(), (minutes, kind) =>
        {
            string[] formats = ["dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "d/M/yy H:mm", "M/d/yy h:mm tt", "dd.MM.yyyy HH:mm", "dd-MM-yyyy HH:mm", "dd-MMM-yyyy hh:mm tt", "MMM d, yyyy h:mm tt", "yyyy/MM/dd HH:mm", "yyyy-MM-dd HH:mm"];
            var times = minutes.Get.Select(minute => new DateTime(2020, 1, 1).AddMinutes(minute % 3_000_000)).ToList();
            var texts = times.Select(time => time.ToString(formats[kind % formats.Length], CultureInfo.InvariantCulture)).ToList();

            var decision = Settle(texts, null, out var refusals);

            return refusals.Count > 0 || texts.Select(text => decision.TryRead(text, out var wall, out _) ? wall : default).SequenceEqual(times);
        }));

    [Fact]
    public void A_format_that_reads_some_rows_only_is_refused() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<uint>>(), days =>
        {
            var times = days.Get.Select(day => new DateTime(2020, 1, 1).AddDays(day % 2000)).Append(new DateTime(2020, 1, 13)).ToList();

            Settle([.. times.Select(time => time.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture))], "MM/dd/yyyy HH:mm", out var refusals);

            return refusals.Count == 1;
        }));

    [Theory]
    [InlineData("11/05/2025 10:00", "11/06/2025 10:00")]
    [InlineData("1/2/25", "2/1/25")]
    public void Dates_that_may_be_read_in_two_ways_are_refused(params string[] texts)
    {
        Settle(texts, null, out var refusals);

        Assert.Contains("--time-format", Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13/11/2025 10:00", "11/13/2025 10:00")]
    [InlineData("45981.5", "2025-11-20 12:00")]
    [InlineData("1763629200", "1763629200000")]
    public void Times_that_are_written_in_two_ways_are_refused(params string[] texts)
    {
        Settle(texts, null, out var refusals);

        Assert.Single(refusals);
    }

    [Theory]
    [InlineData("20-Nov-2025 02:32 PM EST", "2025-11-20T14:32:00", -5.0)]
    [InlineData("20-Nov-2025 02:32 PM EDT", "2025-11-20T14:32:00", -4.0)]
    [InlineData("Nov 20, 2025 2:32:05 PM PST", "2025-11-20T14:32:05", -8.0)]
    [InlineData("Nov-20-25", "2025-11-20T00:00:00", null)]
    [InlineData("20 November 2025 14:32", "2025-11-20T14:32:00", null)]
    [InlineData("20.11.2025 14:32", "2025-11-20T14:32:00", null)]
    [InlineData("2025-11-20T10:00:00+0100", "2025-11-20T10:00:00", 1.0)]
    [InlineData("2025-11-20 10:00:00 +0100", "2025-11-20T10:00:00", 1.0)]
    [InlineData("2025-11-20 10:00:00 GMT+1", "2025-11-20T10:00:00", 1.0)]
    [InlineData("2025-11-20 09:00:00 UTC", "2025-11-20T09:00:00", 0.0)]
    [InlineData("11/20/2025 12:05 AM", "2025-11-20T00:05:00", null)]
    [InlineData("11/20/2025 12:05 p.m.", "2025-11-20T12:05:00", null)]
    [InlineData("20251120 14:32:05", "2025-11-20T14:32:05", null)]
    [InlineData("20251120T143205Z", "2025-11-20T14:32:05", 0.0)]
    [InlineData("20251120143205", "2025-11-20T14:32:05", null)]
    [InlineData("2025/11/20 14:32", "2025-11-20T14:32:00", null)]
    [InlineData("45981.416666667", "2025-11-20T10:00:00", null)]
    [InlineData("1763629200", "2025-11-20T09:00:00", 0.0)]
    public void A_time_is_read_in_every_spelling(string text, string wall, double? hours)
    {
        var decision = Settle([text], null, out _);

        Assert.True(decision.TryRead(text, out var read, out var offset));
        Assert.Equal((DateTime.Parse(wall, CultureInfo.InvariantCulture), hours), (read, offset?.TotalHours));
    }

    [Theory]
    [InlineData("20/11/2025 25:00")]
    [InlineData("31/02/2025 10:00")]
    [InlineData("20/11/2025 14:32 PM")]
    [InlineData("20/11/2025 10:00 IST")]
    [InlineData("20/11")]
    [InlineData("yesterday")]
    [InlineData("20/20/2025")]
    public void What_is_no_time_is_none(string text) => Assert.False(Settle([text], null, out _).TryRead(text, out _, out _));

    [Fact]
    public void A_twelve_hour_clock_without_AM_and_PM_is_no_format() =>
        Assert.Contains("HH", Assert.Throws<ImportRefusedException>(() => SoldAtText.Of("MM/dd/yyyy hh:mm", false)).Message, StringComparison.Ordinal);

    static TimeDecision Settle(IReadOnlyList<string> texts, string? format, out List<string> refusals)
    {
        var text = SoldAtText.Of(format, false);
        var evidence = new TimeEvidence(text);
        for (var line = 0; line < texts.Count; line++)
        {
            evidence.Observe(texts[line], line + 2);
        }

        refusals = [];
        return TimeDecision.Settle(evidence, text, DateOrder.Unknown, "sold_at", refusals);
    }
}
