using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lake;

/// <summary>The SQL, run by DuckDB, against plain loops over the same facts.</summary>
public sealed class InsightAnswerTests : IDisposable
{
    static readonly DateSpan Ever = new(new(2020, 1, 1), new(2025, 12, 31));

    readonly TempDirectory _folder = new();
    readonly TestLake _lake;
    long _position;

    public InsightAnswerTests() => _lake = new TestLake(_folder.Path, new() { Threads = 1, MemoryLimitMegabytes = 256 });

    [Fact]
    public Task Every_measure_agrees_in_every_grain_by_every_dimension() => HoldsAsync(async (facts, stores) =>
    {
        foreach (var grain in InsightCatalogue.Grains)
        {
            foreach (var dimension in InsightCatalogue.Dimensions)
            {
                await AgreesAsync(facts, Query(stores) with { Grain = grain, GroupBy = [dimension], Filters = [Usd] });
            }

            await AgreesAsync(facts, Query(stores) with { Grain = grain, Filters = [Usd] });
        }
    });

    [Fact]
    public Task Every_measure_agrees_under_every_filter() => HoldsAsync(async (facts, stores) =>
    {
        DimensionFilter[] filters =
        [
            new(Dimension.Register, ["R1"]), new(Dimension.Sku, ["cable", "phone"]), new(Dimension.Category, ["Audio"]), new(Dimension.Category, [null]),
            new(Dimension.Channel, [null, "online"]), new(Dimension.Store, [stores.First()]), new(Dimension.Sku, ["unknown"]),
            new(Dimension.Register, ["R1"]) { Excludes = true }, new(Dimension.Category, [null, "Audio"]) { Excludes = true }, new(Dimension.Channel, [null]) { Excludes = true },
            new(Dimension.Weekday, ["1", "7"]), new(Dimension.HourOfDay, ["0", "23", "9"]) { Excludes = true }, new(Dimension.Type, ["return"]),
        ];
        foreach (var filter in filters)
        {
            await AgreesAsync(facts, Query(stores) with { Filters = [filter, Usd] });
            await AgreesAsync(facts, Query(stores) with { Filters = [filter], GroupBy = [Dimension.Currency, Dimension.Channel], Grain = Grain.Month });
        }
    }, sets: 1);

    [Fact]
    public Task Tips_rounding_stored_value_and_payments_agree_beside_revenue_and_alone() => HoldsAsync(async (facts, stores) =>
    {
        IReadOnlyList<Measure>[] sets =
        [
            InsightCatalogue.Measures, [Measure.Tips], [Measure.Payments], [Measure.StoredValue], [Measure.Rounding, Measure.Transactions, Measure.ReturnReceipts], [Measure.Payments, Measure.Revenue],
        ];
        foreach (var measures in sets)
        {
            foreach (var dimension in InsightCatalogue.Dimensions.Where(dimension => !dimension.IsLineLevel))
            {
                await AgreesAsync(facts, Query(stores) with { Measures = measures, GroupBy = [dimension], Filters = [Usd], Grain = Grain.Month });
            }
        }

        await AgreesAsync(facts, Query(stores) with { Measures = [Measure.Payments], Filters = [Usd, new(Dimension.PaymentMethod, ["giftCard", "card"])] });
    }, sets: 1);

    [Fact]
    public Task Receipts_agree_where_flags_count_them_and_where_they_cannot() => HoldsAsync(async (facts, stores) =>
    {
        var query = Query(stores) with { Measures = [Measure.Transactions, Measure.ReturnReceipts] };
        IReadOnlyList<DimensionFilter>[] filters =
        [
            [], [new(Dimension.Category, ["Audio"])], [new(Dimension.Category, ["Audio", null])], [new(Dimension.Sku, ["cable"])], [new(Dimension.Sku, ["cable", "phone"])],
            [new(Dimension.Sku, ["cable"]) { Excludes = true }], [new(Dimension.Category, [null])], [new(Dimension.Sku, ["cable"]), new(Dimension.Category, ["Audio"])],
        ];
        IReadOnlyList<Dimension>[] groupings = [[], [Dimension.Category], [Dimension.Sku], [Dimension.Sku, Dimension.Category], [Dimension.TaxCode], [Dimension.Store, Dimension.Category]];
        foreach (var groupBy in groupings)
        {
            foreach (var filter in filters)
            {
                await AgreesAsync(facts, query with { GroupBy = groupBy, Filters = filter });
            }
        }
    }, sets: 2);

    [Fact]
    public Task The_parts_of_a_business_date_before_and_from_an_hour_agree() => HoldsAsync(async (facts, stores) =>
    {
        var own = stores.Order(StringComparer.Ordinal).Select((store, index) => (store, hour: index == 0 ? 24 : index == 1 ? 0 : 15)).ToDictionary(each => each.store, each => each.hour);
        foreach (var part in new[] { DayPart.Before(11), DayPart.From(11), DayPart.Before(11, own), DayPart.From(11, own) })
        {
            await AgreesAsync(facts, Query(stores) with { Grain = Grain.Day, GroupBy = [Dimension.Category], Filters = [Usd], DayPart = part });
        }
    }, sets: 2);

    [Fact]
    public Task Totals_agree_with_the_question_that_groups_by_nothing_else() => HoldsAsync(async (facts, stores) =>
    {
        foreach (var grain in InsightCatalogue.Grains)
        {
            var query = Query(stores) with { Grain = grain, GroupBy = [Dimension.Sku, Dimension.Currency], TotalsBy = [Dimension.Currency] };
            await AgreesAsync(facts, query);
            var expected = InsightOracle.Answer(facts, query with { GroupBy = [Dimension.Currency] }, query.Span);
            var totals = (await AskAsync(query)).Totals;
            Assert.Equal(expected.Count, totals.Count);
            Assert.All(totals, row => Assert.Equal(expected[InsightOracle.KeyOf(Format(grain, row.Period), row.Keys)], row.Values));
        }
    }, sets: 1);

    [Fact]
    public Task Revenue_is_always_gross_less_discount_less_returns() => HoldsAsync(async (facts, stores) =>
    {
        var table = await AskAsync(Query(stores) with
        {
            Measures = [Measure.Revenue, Measure.GrossRevenue, Measure.Discount, Measure.Returns],
            GroupBy = [Dimension.Currency, Dimension.Category, Dimension.Register],
            Grain = Grain.Day,
        });
        Assert.All(table.Rows, row => Assert.Equal(row.Values[0], row.Values[1] - row.Values[2] - row.Values[3]));
        Assert.Equal(facts.Where(InsightOracle.IsLine).Sum(fact => fact.AmountMinor), table.Rows.Sum(row => row.Values[0]));
    });

    [Fact]
    public Task Comparisons_agree_with_two_questions_laid_over_each_other() => HoldsAsync(async (facts, stores) =>
    {
        DateSpan[] spans = [new(new(2024, 1, 1), new(2024, 12, 31)), new(new(2024, 2, 29), new(2024, 3, 31)), new(new(2021, 1, 1), new(2021, 1, 3))];
        foreach (var grain in InsightCatalogue.Grains)
        {
            foreach (var kind in InsightCatalogue.Comparisons)
            {
                foreach (var span in spans)
                {
                    await ComparesAsync(facts, Compared(Query(stores), grain, span, Comparison.Of(kind, span)));
                    await ComparesAsync(facts, Compared(Query(stores), grain, span, Comparison.Of(kind, span, grain: grain)));
                }
            }

            foreach (var span in spans)
            {
                await ComparesAsync(facts, Compared(Query(stores), grain, span, Comparison.With(new(new(2023, 2, 27), new(2023, 3, 5)), span)));
                await ComparesAsync(facts, Compared(Query(stores), grain, span, Comparison.With(new(new(2024, 10, 1), new(2025, 12, 31)), span)));
            }
        }
    }, sets: 1);

    [Fact]
    public Task The_largest_groups_and_the_others_are_computed_over_their_own_sales() => HoldsAsync(async (facts, stores) =>
    {
        foreach (var grain in new[] { Grain.None, Grain.Month, Grain.Hour })
        {
            var query = Query(stores) with { Grain = grain, GroupBy = [Dimension.Category], Filters = [Usd], Top = new TopGroups([["Audio"], [null]], WithOthers: true) };
            var others = query with { GroupBy = [], Top = null, Filters = [Usd, new(Dimension.Category, ["Audio", null]) { Excludes = true }] };
            var expected = InsightOracle.Answer(facts, others, Ever);
            var rows = (await AskAsync(query)).Rows;
            Assert.Equal(expected.Count, rows.Count(row => row.IsOther));
            Assert.All(rows.Where(row => row.IsOther), row => Assert.Equal(expected[InsightOracle.KeyOf(Format(grain, row.Period), [])], row.Values));
            await AgreesAsync(facts, query with { Top = null, Filters = [Usd, new(Dimension.Category, ["Audio", null])] });
            Assert.Equal(
                (await AskAsync(query with { Top = null, Filters = [Usd, new(Dimension.Category, ["Audio", null])] })).Rows.Select(row => row.Values),
                rows.Where(row => !row.IsOther).Select(row => row.Values));
        }
    }, sets: 2);

    [Fact]
    public Task Shares_are_of_what_the_period_comes_to_and_totals_of_what_the_range_does() => HoldsAsync(async (facts, stores) =>
    {
        foreach (var grain in InsightCatalogue.Grains)
        {
            var query = Query(stores) with
            {
                Measures = [Measure.Revenue, Measure.Transactions, Measure.AverageBasket],
                Grain = grain,
                GroupBy = [Dimension.Sku, Dimension.Currency],
                WithShares = true,
                WithTotals = true,
                Limit = 7,
            };
            var table = await AskAsync(query);
            var totals = InsightOracle.Answer(facts, query with { GroupBy = [Dimension.Currency] }, Ever);
            Assert.All(table.Rows, row =>
            {
                var total = totals[InsightOracle.KeyOf(Format(grain, row.Period), [row.Keys[1]])];
                Assert.Equal(row.Values.Take(2).Select((value, i) => total[i] > 0 ? (double)value! / total[i] : null).Append(null), row.Shares);
            });
            var ranges = InsightOracle.Answer(facts, query with { Grain = Grain.None, GroupBy = [Dimension.Currency] }, Ever);
            Assert.Equal(ranges.Count, table.Totals.Count);
            Assert.All(table.Totals, row => Assert.Equal(ranges[InsightOracle.KeyOf(null, [row.Keys[1]])], row.Values));
            Assert.Equal((await AskAsync(query with { WithShares = false, WithTotals = false })).Rows.Select(row => row.Values), table.Rows.Select(row => row.Values));
        }
    }, sets: 2);

    [Fact]
    public Task A_present_time_cuts_the_last_date_of_both_ranges_by_each_stores_clock() => HoldsAsync(async (facts, stores) =>
    {
        var span = new DateSpan(new(2024, 3, 1), new(2024, 3, 31));
        var late = stores.First(store => store.EndsWith("NYC", StringComparison.Ordinal));
        var query = Query(stores) with
        {
            Measures = [Measure.Units],
            Span = span,
            Comparison = Comparison.Of(ComparisonKind.PreviousYear, span),
            Filters = [Usd],
            PresentTime = new PresentTime(TimeSpan.FromHours(10), [(TimeSpan.FromHours(13), [late])]) { OfUtc = TimeSpan.FromHours(18) },
        };
        var row = Assert.Single((await AskAsync(query)).Rows);
        Assert.Equal(Units(span), row.Values[0]);
        Assert.Equal(Units(query.Comparison.Span), row.Previous![0]);

        long Units(DateSpan range) => facts.Where(fact => fact.Currency == "USD" && fact.SaleDate >= range.From && fact.SaleDate <= range.To
            && (fact.SaleDate != range.To || fact.SoldAtLocal <= range.To.ToDateTime(default).AddHours(fact.StoreId == late ? 13 : 10))).Where(fact => fact.Kind == FactKind.Goods).Sum(fact => fact.QuantityMilli);
    });

    [Fact]
    public Task Like_for_like_keeps_the_stores_that_had_sold_when_the_earlier_range_began() => HoldsAsync(async (facts, stores) =>
    {
        var span = new DateSpan(new(2024, 1, 1), new(2024, 12, 31));
        var query = Compared(Query(stores), Grain.Month, span, Comparison.With(new(new(2021, 1, 4), new(2021, 12, 31)), span));
        var old = facts.GroupBy(fact => fact.StoreId).Where(store => store.Min(fact => fact.SaleDate) <= new DateOnly(2021, 1, 4)).Select(store => store.Key).ToHashSet();
        var expected = (await AskAsync(query with { AllowedStores = old })).Rows;
        var actual = (await AskAsync(query with { LikeForLike = true })).Rows;
        Assert.Equal(expected.Select(row => (row.Period, row.Keys[0], row.Values[0], row.Previous![0])), actual.Select(row => (row.Period, row.Keys[0], row.Values[0], row.Previous![0])));
    });

    [Fact]
    public Task Money_of_several_currencies_is_never_added_up() => HoldsAsync(async (facts, stores) =>
    {
        // Of what the question adds up: stored value, tips and payments of another currency are none of it.
        var currencies = facts.Where(InsightOracle.IsLine).Select(fact => fact.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        var query = Query(stores) with { Grain = Grain.Year, Limit = 1 };
        var table = await AskAsync(query);
        Assert.Equal(currencies.Count > 1, table.IsCurrencyAmbiguous);
        var listed = await _lake.Reader.QueryAsync(InsightSql.Currencies(query), default);
        Assert.Equal(currencies, listed.Rows.Select(row => (string)row[0]!));
        if (currencies is [var only])
        {
            Assert.Equal(only, table.Currency);
        }
    });

    [Fact]
    public Task Rows_come_in_the_order_that_was_asked_for() => HoldsAsync(async (_, stores) =>
    {
        var query = Query(stores) with { Measures = [Measure.Units], Grain = Grain.Day, GroupBy = [Dimension.Sku, Dimension.Category] };
        var rows = (await AskAsync(query)).Rows;
        Assert.Equal(rows.OrderBy(row => row.Period).ThenByDescending(row => row.Values[0]).ThenBy(row => row.Keys[0]).ThenBy(row => row.Keys[1] ?? "~").Select(Name), rows.Select(Name));

        var sorted = (await AskAsync(query with { OrderBy = [new InsightOrder.ByDimension(Dimension.Category, Descending: true), new InsightOrder.ByMeasure(Measure.Units, Descending: false)] })).Rows;
        Assert.Equal(
            sorted.OrderBy(row => row.Keys[1] is null).ThenByDescending(row => row.Keys[1]).ThenBy(row => row.Values[0]).ThenBy(row => row.Period).ThenBy(row => row.Keys[0]).Select(Name),
            sorted.Select(Name));

        static string Name(InsightRow row) => InsightOracle.KeyOf($"{row.Period:s}", row.Keys);
    });

    [Fact]
    public async Task A_limit_cuts_off_rows_and_says_so()
    {
        await AppendAsync(SampleFacts.Of(SampleSales.Many(3, storeId: "LA-01").Concat(SampleSales.Many(2, "NYC", "NYC"))));
        var query = new InsightQuery { Measures = [Measure.Units], GroupBy = [Dimension.Store], Span = new(new(2019, 1, 1), new(2019, 12, 31)), Limit = 1 };
        var cut = await AskAsync(query);
        Assert.True(cut.Truncated);
        Assert.Equal(["LA-01"], Assert.Single(cut.Rows).Keys);
        Assert.False((await AskAsync(query with { Limit = 2 })).Truncated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_range_without_sales_is_one_row_of_zeros_without_an_average(bool compared)
    {
        var table = await AskAsync(new InsightQuery
        {
            Measures = InsightCatalogue.Measures,
            Span = Ever,
            Comparison = compared ? Comparison.Of(ComparisonKind.PreviousYear, Ever) : null,
        });
        long?[] nothing = [.. InsightCatalogue.Measures.Select(measure => measure.IsAdditive ? 0L : (long?)null)];
        Assert.Equal(nothing, Assert.Single(table.Rows).Values);
        Assert.Null(table.Currency);
        Assert.False(table.IsCurrencyAmbiguous);
        Assert.Equal(compared ? nothing : null, table.Rows[0].Previous);
        Assert.Empty((await AskAsync(new InsightQuery { Measures = [Measure.Units], Span = Ever, Grain = Grain.Day })).Rows);
        Assert.Equal([0], Assert.Single((await AskAsync(new InsightQuery { Measures = [Measure.Units], Span = Ever })).Rows).Values);
    }

    [Fact]
    public async Task An_average_is_rounded_half_away_from_zero()
    {
        await AppendAsync(SampleFacts.Of([Basket("1", 1), Basket("2", 2), Basket("3", 0) with { StoreId = "B" }, Basket("4", 5) with { StoreId = "B" }]));
        var table = await AskAsync(new InsightQuery { Measures = [Measure.AverageBasket], GroupBy = [Dimension.Store], Span = Ever });
        Assert.Equal([3L, 2L], table.Rows.Select(row => row.Values[0]));

        static Core.Sales.Sale Basket(string id, long price) => SampleSales.Sale(id) with
        {
            BusinessDate = new(2020, 6, 1),
            Lines = [new() { Sku = "a", Quantity = 1, UnitPriceMinor = price }],
        };
    }

    [Fact]
    public async Task A_sum_beyond_64_bits_is_refused_by_name()
    {
        var large = SampleSales.Sale() with
        {
            BusinessDate = new(2020, 6, 1),
            Lines = [.. Enumerable.Range(1, 100).Select(i => new Core.Sales.SaleLine { Sku = "a", Quantity = 100_000, UnitPriceMinor = 1_000_000_000_000 })],
        };
        var facts = new List<SaleLineFact>();
        foreach (var line in large.Lines.Chunk(50).Select((lines, i) => large with { SaleId = $"large:{i}", Lines = lines }))
        {
            facts.AddRange(SampleFacts.Of(line));
        }

        await AppendAsync(facts);
        var error = await Assert.ThrowsAsync<LakeQueryException>(() => AskAsync(new InsightQuery { Measures = [Measure.Revenue], Span = Ever }));
        Assert.Equal(("value_out_of_range", false), (error.Code, error.Retryable));
    }

    public void Dispose()
    {
        _lake.Dispose();
        _folder.Dispose();
    }

    static DimensionFilter Usd { get; } = new(Dimension.Currency, ["USD"]);

    /// <summary>Measures of lines: those of receipts and payments have tests of their own.</summary>
    static IReadOnlyList<Measure> OfLines { get; } = [.. InsightCatalogue.Measures.Where(measure => !measure.IsOfReceipts)];

    static InsightQuery Query(IReadOnlySet<string> stores) => new() { Measures = OfLines, Span = Ever, AllowedStores = stores };

    /// <summary>Random receipts, each set in stores of its own in the one lake.</summary>
    async Task HoldsAsync(Func<List<SaleLineFact>, IReadOnlySet<string>, Task> claim, int sets = 3)
    {
        foreach (var (receipts, index) in ReceiptGenerator.Many.Generator.Sample(sets, 60).Select((receipts, index) => (receipts, index)))
        {
            var prefix = $"{index}:";
            var facts = ReceiptGenerator.Facts(receipts, prefix);
            await AppendAsync(facts);
            await claim([.. facts.Where(fact => !fact.Training)], ReceiptGenerator.Stores.Select(store => prefix + store).ToHashSet(StringComparer.Ordinal));
        }
    }

    static InsightQuery Compared(InsightQuery query, Grain grain, DateSpan span, Comparison comparison) => query with
    {
        Measures = [Measure.GrossRevenue, Measure.Transactions, Measure.AverageBasket],
        Span = span,
        Grain = grain,
        GroupBy = [Dimension.Category],
        Filters = [Usd],
        Comparison = comparison,
    };

    async Task AgreesAsync(List<SaleLineFact> facts, InsightQuery query)
    {
        var expected = InsightOracle.Answer(facts, query, query.Span);
        if (expected.Count == 0 && query.Grain == Grain.None && query.GroupBy.Count == 0)
        {
            expected.Add("", [.. query.Measures.Select(measure => measure.IsAdditive ? 0L : (long?)null)]);
        }

        var rows = (await AskAsync(query)).Rows;
        Assert.Equal(expected.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(expected[InsightOracle.KeyOf(Format(query.Grain, row.Period), row.Keys)], row.Values));
    }

    async Task ComparesAsync(List<SaleLineFact> facts, InsightQuery query)
    {
        var now = InsightOracle.Answer(facts, query, query.Span);
        var before = Earlier(facts, query);
        long?[] nothing = [.. query.Measures.Select(measure => measure.IsAdditive ? 0L : (long?)null)];
        foreach (var row in (await AskAsync(query)).Rows)
        {
            Assert.Equal(now.GetValueOrDefault(InsightOracle.KeyOf(Format(query.Grain, row.Period), row.Keys), nothing), row.Values);
            now.Remove(InsightOracle.KeyOf(Format(query.Grain, row.Period), row.Keys));
            if (query.Grain != Grain.None && row.PreviousPeriod is null)
            {
                Assert.All(row.Previous!, Assert.Null);
                continue;
            }

            if (query.Grain == Grain.None && query.Comparison!.IsEmpty)
            {
                Assert.All(row.Previous!, Assert.Null);
                continue;
            }

            before.Remove(InsightOracle.KeyOf(Format(query.Grain, row.PreviousPeriod), row.Keys), out var earlier);
            Assert.Equal(earlier ?? nothing, row.Previous);
            Assert.Equal(row.Values.Zip(row.Previous!, (value, previous) => previous is null or 0 ? null : (value - previous) / (double)Math.Abs(previous.Value)), row.Changes);
        }

        Assert.Empty(now);
        var counterparts = Counterparts(query);
        Assert.DoesNotContain(before.Keys, key => counterparts.Contains(key.Split('|')[0]));
    }

    /// <summary>The earlier range's answer. Where weekdays lie over weekdays its sales are moved day by day, so that a month holds the days under it.</summary>
    static Dictionary<string, long?[]> Earlier(List<SaleLineFact> facts, InsightQuery query)
    {
        var comparison = query.Comparison!;
        if (comparison.IsEmpty)
        {
            return new(StringComparer.Ordinal);
        }

        var days = comparison.Kind == ComparisonKind.SameWeekdays ? 364 : comparison.Kind == ComparisonKind.SameWeekdaysLastWeek ? 7 : 0;
        if (days == 0 || query.Grain == Grain.None)
        {
            // Of a longer range of one's own, days beyond the end of the question have no row.
            var last = comparison.Span.From.AddDays(query.Span.To.DayNumber - query.Span.From.DayNumber);
            var isCut = comparison.Kind.Name.Contains("..", StringComparison.Ordinal) && (query.Grain == Grain.Day || query.Grain == Grain.Hour) && last < comparison.Span.To;
            return InsightOracle.Answer(facts, query, isCut ? comparison.Span with { To = last } : comparison.Span);
        }

        var moved = facts.Select(fact => fact with { SaleDate = fact.SaleDate.AddDays(days), SoldAtLocal = fact.SoldAtLocal.AddDays(days) });
        return InsightOracle.Answer(moved, query, query.Span).ToDictionary(answer => MovedBack(answer.Key), answer => answer.Value, StringComparer.Ordinal);

        // A key starts with its period, up to the first bar.
        string MovedBack(string key)
        {
            var end = key.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? bar : key.Length;
            return query.Grain.Format(DateTime.Parse(key[..end], CultureInfo.InvariantCulture).AddDays(-days)) + key[end..];
        }
    }

    /// <summary>The earlier periods that lie under a period of the question.</summary>
    static HashSet<string> Counterparts(InsightQuery query)
    {
        if (query.Grain == Grain.None)
        {
            return [""];
        }

        HashSet<string> periods = [];
        var last = query.Span.To.AddDays(query.Grain == Grain.Hour ? 2 : 0).ToDateTime(TimeOnly.MaxValue);
        for (var period = query.Grain.Truncate(query.Span.From.ToDateTime(default)); period <= last; period = query.Grain.Add(period, 1))
        {
            if (query.Comparison!.Under(period, query.Grain, query.Span) is { } under)
            {
                periods.Add(query.Grain.Format(under));
            }
        }

        return periods;
    }

    static string? Format(Grain grain, DateTime? period) => period is { } time ? grain.Format(time) : null;

    async Task AppendAsync(IReadOnlyList<SaleLineFact> facts) => await _lake.Writer.AppendAsync(facts, new FeedPosition(++_position), default);

    async Task<InsightTable> AskAsync(InsightQuery query) =>
        InsightTable.Read(query, await _lake.Reader.QueryAsync(InsightSql.Build(query), default));
}
