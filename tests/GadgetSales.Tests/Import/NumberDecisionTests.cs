using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Import.Columns;

namespace GadgetSales.Tests.Import;

public sealed class NumberDecisionTests
{
    static readonly NumberFormatInfo Point = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "," };
    static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    [Fact]
    public void A_column_written_in_one_way_is_read_that_way_or_refused_never_the_other_way() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<uint>>(), ArbMap.Default.ArbFor<bool>(), ArbMap.Default.ArbFor<bool>(), (cents, isComma, isGrouped) =>
        {
            var format = isComma ? Comma : Point;
            var texts = cents.Get.Select(amount => (amount / 100m).ToString(isGrouped ? "N2" : "F2", format)).ToList();

            var mark = Settle(texts, null, out var refusals);

            return refusals.Count == 0 && texts.Select(text => Read(text, mark)).SequenceEqual(cents.Get.Select(amount => amount / 100m));
        }));

    [Fact]
    public void Whole_thousands_alone_are_never_taken_for_small_decimals() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<uint>>(), amounts =>
        {
            var texts = amounts.Get.Select(amount => (amount % 1_000_000).ToString("N0", Point)).ToList();

            var mark = Settle(texts, null, out var refusals);

            return refusals.Count > 0 || texts.Select(text => Read(text, mark)).SequenceEqual(amounts.Get.Select(amount => (decimal)(amount % 1_000_000)));
        }));

    [Fact]
    public void Both_ways_in_one_column_are_refused_wherever_they_stand() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<uint>>(), ArbMap.Default.ArbFor<uint>(), (cents, place) =>
        {
            var texts = cents.Get.Select(amount => (amount / 100m).ToString("F2", Point)).ToList();
            texts.Insert((int)(place % (uint)(texts.Count + 1)), "12,99");

            Settle(texts, null, out var refusals);

            return refusals.Count == 1 && refusals[0].Contains("12,99", StringComparison.Ordinal);
        }));

    [Theory]
    [InlineData("12,99", '.', "--decimal-point says otherwise")]
    [InlineData("1.234,50", '.', "--decimal-point says otherwise")]
    [InlineData("12.99", ',', "--decimal-comma says otherwise")]
    [InlineData("0.385", ',', "--decimal-comma says otherwise")]
    public void A_column_that_contradicts_the_option_is_refused(string text, char option, string reason)
    {
        Settle([text], option, out var refusals);

        Assert.Contains(reason, Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(12.00)", "-12.00")]
    [InlineData("12.00-", "-12.00")]
    [InlineData("-$0.50", "-0.50")]
    [InlineData("$-0.50", "-0.50")]
    [InlineData("−12.00", "-12.00")]
    [InlineData("–12.00", "-12.00")]
    [InlineData("($1,234.50)", "-1234.50")]
    [InlineData("- 12.00", "-12.00")]
    [InlineData("+5", "5")]
    [InlineData("￥1234", "1234")]
    [InlineData("１２．５０", "12.50")]
    [InlineData("12.00 €", "12")]
    [InlineData("CHF 1'234.50", "1234.50")]
    [InlineData("1’234.50", "1234.50")]
    [InlineData("1 234.50", "1234.50")]
    [InlineData("1 234 567.5", "1234567.5")]
    [InlineData("Rs. 1,23,456.00", "123456")]
    [InlineData("12.00 kr.", "12")]
    [InlineData("US$12.00", "12")]
    [InlineData("12,345,678", "12345678")]
    public void An_amount_is_read_in_every_spelling(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Read(text, '.'));

    [Theory]
    [InlineData("--1")]
    [InlineData("(-1)")]
    [InlineData("1.2.3")]
    [InlineData("12 34")]
    [InlineData("1 23")]
    [InlineData("12abcdef")]
    [InlineData("€")]
    [InlineData("1,2,3")]
    [InlineData("€12$")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("12:30")]
    public void What_is_no_number_is_none(string text) => Assert.True(!WrittenNumber.TryRead(text, out var number) || number.Plain('.') is null || (number.Currency is { } sign && !CurrencySigns.IsKnown(sign)));

    static char Settle(List<string> texts, char? option, out List<string> refusals)
    {
        var evidence = new NumberEvidence();
        for (var line = 0; line < texts.Count; line++)
        {
            Assert.True(WrittenNumber.TryRead(texts[line], out var number));
            evidence.Observe(number, new Seen(line + 2, texts[line]), hasDecimals: true);
        }

        refusals = [];
        return NumberDecision.Settle(new Dictionary<string, NumberEvidence>(StringComparer.Ordinal) { [ImportFields.UnitPrice] = evidence }, option, field => field, refusals)[ImportFields.UnitPrice];
    }

    static decimal Read(string text, char mark)
    {
        Assert.True(WrittenNumber.TryRead(text, out var number));
        var amount = decimal.Parse(number.Plain(mark)!, CultureInfo.InvariantCulture);
        return number.IsNegative ? -amount : amount;
    }
}
