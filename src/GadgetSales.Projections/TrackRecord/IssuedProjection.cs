using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Projections.TrackRecord;

/// <summary>A projection as it is kept: enough to ask the lake for what became of it. Plain values, so that it can be stored as JSON.</summary>
/// <param name="Stores">The stores that the caller could see; null for all.</param>
/// <param name="First">Start of the first projected period.</param>
/// <param name="Backdated">See <see cref="StepScore"/>.</param>
public sealed record IssuedProjection(
    string Measure, string Grain, IReadOnlyList<string> GroupBy, IReadOnlyList<IssuedFilter> Filters, IReadOnlyList<string>? Stores, DateOnly AsOf, DateTime First,
    int Horizon, IReadOnlyList<double> Levels, DateTimeOffset MadeAt, bool Backdated, IReadOnlyList<IssuedSeries> Series)
{
    /// <summary>What was learnt of and what was not, where the question said so; null for the usual.</summary>
    public string? Learnt { get; init; }

    /// <summary>Beyond, an answer is not kept: its record would cost more than it tells.</summary>
    public const int MaxValues = 200_000;

    // Stores are up to half a day away from UTC, and yesterday is the usual as-of date.
    const int FreshDays = 2;

    /// <summary>The last business date of the projected periods.</summary>
    public DateOnly Last => DateOnly.FromDateTime(Axis.PeriodAt(Horizon).AddTicks(-1));

    ProjectionGrain GrainOf => ProjectionGrain.All.Single(grain => string.Equals(grain.ToString(), Grain, StringComparison.Ordinal));

    PeriodAxis Axis => new(GrainOf.Grain, First, GrainOf.Grain.Add(First, Horizon));

    public static IssuedProjection Of(IssuedAnswer answer)
    {
        var query = answer.Query;
        var filters = query.Filters.Select(filter => new IssuedFilter(filter.Dimension.Name, filter.Values) { Excludes = filter.Excludes });
        if (answer.Currency is { } currency && query.Sales.MustFindCurrency)
        {
            filters = filters.Where(filter => !string.Equals(filter.Dimension, Dimension.Currency.Name, StringComparison.Ordinal)).Append(new IssuedFilter(Dimension.Currency.Name, [currency]));
        }

        var today = DateOnly.FromDateTime(answer.MadeAt.UtcDateTime);
        return new IssuedProjection(
            query.Measure.Name, query.Grain.ToString(), [.. query.GroupBy.Select(dimension => dimension.Name)], [.. filters],
            query.AllowedStores?.Order(StringComparer.Ordinal).ToArray(), query.AsOf, query.Axis.Next, query.Horizon, query.Levels, answer.MadeAt,
            query.AsOf < today.AddDays(-FreshDays), [.. answer.Projection.Series.Where(series => series.Refusal is null).Select(series => IssuedSeries.Of(series, query))])
        {
            Learnt = query.Holidays is { Country: null } && query.Exclude.Count == 0 ? null
                : string.Join(',', query.Exclude.Select(span => $"{span.From:yyyy-MM-dd}..{span.To:yyyy-MM-dd}").Prepend(query.Holidays is { } holidays ? holidays.Country ?? "" : "none")),
        };
    }

    /// <summary>What the same question was about: the same text means the same projection.</summary>
    public string Identity() => string.Join('\n',
        Measure, Grain, string.Join(',', GroupBy), string.Join('\u0001', Filters.Select(filter => filter.Dimension + (filter.Excludes ? "!=" : "=") + string.Join('\u0002', filter.Values.Select(value => value ?? "\u0003")))),
        Stores is null ? "*" : string.Join('\u0002', Stores), AsOf.DayNumber, First.Ticks, Horizon, string.Join(',', Levels) + (Learnt is null ? "" : '\n' + Learnt));

    /// <summary>What was sold in the projected periods: rows for <see cref="Actuals"/>.</summary>
    public InsightQuery Sold() => new()
    {
        Measures = [MeasureOf],
        Span = Axis.Span,
        Grain = GrainOf.Grain,
        GroupBy = [.. GroupBy.Select(DimensionOf)],
        Filters = [.. Filters.Select(filter => new DimensionFilter(DimensionOf(filter.Dimension), filter.Values) { Excludes = filter.Excludes })],
        AllowedStores = Stores?.ToHashSet(StringComparer.Ordinal),
        Limit = ProjectionQuery.MaxPoints,
    };

    /// <summary>What was sold, for each series and step; a group without sales sold 0, and an average may have nothing to be of.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Actuals(IEnumerable<InsightRow> sold)
    {
        var measure = MeasureOf;
        var actual = SeriesTable.Build(sold, Axis, GroupBy.Count, measure.IsAdditive, measure.Unit.Scale).ToDictionary(series => new GroupKey(series.Key));
        return [.. Series.Select(series => actual.GetValueOrDefault(new GroupKey(series.Key)))
            .Select(series => (IReadOnlyList<double?>)[.. Enumerable.Range(0, Horizon).Select(step => ValueAt(series, step, measure))])];
    }

    /// <summary>Compares with what was sold. An average of nothing is not compared.</summary>
    public IReadOnlyList<StepScore> Score(IEnumerable<InsightRow> sold) => Compare(Actuals(sold));

    /// <param name="actuals">As <see cref="Actuals"/> has them.</param>
    public IReadOnlyList<StepScore> Compare(IReadOnlyList<IReadOnlyList<double?>> actuals) =>
    [
        .. Series.Index().GroupBy(series => PartOf(series.Item))
            .SelectMany(part => Enumerable.Range(0, Horizon).Select(step => ScoreStep(step, [.. part.Select(series => (series.Item, actuals[series.Index][step]))]) with { Of = part.Key })),
    ];

    /// <summary>Each projected value with what became of it, in the order of series and steps.</summary>
    public IEnumerable<TrackRecordPoint> Points(IReadOnlyList<IReadOnlyList<double?>> actuals) => Series.Index().SelectMany(series => Enumerable.Range(0, Horizon).Select(step => new TrackRecordPoint(
        Measure, Grain, AsOf, Backdated, PartOf(series.Item), GroupBy.Zip(series.Item.Key).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), step + 1,
        Axis.PeriodAt(step), series.Item.Points[step], series.Item.Medians?[step], series.Item.NaivePoints[step], actuals[series.Index][step],
        [.. Levels.Select((level, l) => new TotalInterval(level, series.Item.Lower[l][step], series.Item.Upper[l][step]))])));

    ScoredPart PartOf(IssuedSeries series)
    {
        return new ScoredPart(MeasureOf.IsMoney ? Only(Dimension.Currency) : null, Only(Dimension.Store), Only(Dimension.Category));

        string? Only(Dimension dimension)
        {
            var at = GroupBy.ToList().IndexOf(dimension.Name);
            return at >= 0 ? series.Key[at] : Filters.FirstOrDefault(filter => string.Equals(filter.Dimension, dimension.Name, StringComparison.Ordinal)) is { Excludes: false, Values: [var only] } ? only : null;
        }
    }

    StepScore ScoreStep(int step, IReadOnlyList<(IssuedSeries Series, double? Sold)> values)
    {
        var score = new StepScore(Measure, Grain, step + 1, Backdated, 0, 0, 0, 0, 0, 0, 0, new Dictionary<double, LevelHits>());
        var inside = new long[Levels.Count];
        foreach (var (series, sold) in values)
        {
            if (sold is not { } value)
            {
                continue;
            }

            var absolute = Math.Abs((series.Medians ?? series.Points)[step] - value);
            var naive = Math.Abs(series.NaivePoints[step] - value);
            score = score with
            {
                Values = score.Values + 1,
                Error = score.Error + series.Points[step] - value,
                AbsoluteError = score.AbsoluteError + absolute,
                NaiveAbsoluteError = score.NaiveAbsoluteError + naive,
                ScaledError = score.ScaledError + (absolute / series.Scale),
                NaiveScaledError = score.NaiveScaledError + (naive / series.Scale),
                Sold = score.Sold + Math.Abs(value),
            };
            for (var l = 0; l < inside.Length; l++)
            {
                inside[l] += series.Lower[l][step] <= value && value <= series.Upper[l][step] ? 1 : 0;
            }
        }

        return score with { Hits = Levels.Select((level, l) => (level, l)).ToDictionary(each => each.level, each => new LevelHits(inside[each.l], score.Values)) };
    }

    static double? ValueAt(SeriesHistory? series, int step, Measure measure)
    {
        var index = step - (series?.Start ?? 0);
        var known = series is not null && index >= 0 && index < series.Values.Count;
        return known ? series!.Values[index] : measure.IsAdditive ? 0 : null;
    }

    Measure MeasureOf => InsightCatalogue.SeriesMeasures.Single(measure => string.Equals(measure.Name, Measure, StringComparison.Ordinal));

    static Dimension DimensionOf(string name) => InsightCatalogue.Dimensions.Single(dimension => string.Equals(dimension.Name, name, StringComparison.Ordinal));
}

public sealed record IssuedFilter(string Dimension, IReadOnlyList<string?> Values)
{
    /// <summary>Keeps all others instead.</summary>
    public bool Excludes { get; init; }
}

/// <summary>One series in units of the measure; lists run along the projected periods, those of bounds along the levels first.</summary>
/// <param name="NaivePoints">Seasonal naive: the last season again, of the grain's shortest season.</param>
/// <param name="Scale">Mean absolute change from season to season in the history (the scale of MASE, Hyndman and Koehler 2006); the mean size where that is 0, else 1.</param>
public sealed record IssuedSeries(
    IReadOnlyList<string?> Key, IReadOnlyList<double> Points, IReadOnlyList<double> NaivePoints, IReadOnlyList<IReadOnlyList<double>> Lower,
    IReadOnlyList<IReadOnlyList<double>> Upper, double Scale)
{
    /// <summary>Null where an earlier version issued it: then the points were medians.</summary>
    public IReadOnlyList<double>? Medians { get; init; }

    internal static IssuedSeries Of(SeriesProjection series, ProjectionQuery query)
    {
        var quanta = (double)SeriesProjection.Scale(query.Measure);
        var values = FitValues.Of(series.Sales, query).Values;
        var season = query.Grain.Seasons is [var shortest, ..] && values.Count > shortest ? shortest : 1;
        return new IssuedSeries(
            series.Sales.Key, Units(series.Points), [.. Enumerable.Range(0, query.Horizon).Select(j => values.Count == 0 ? 0 : values[values.Count - season + (j % season)])],
            [.. series.Intervals.Select(interval => Units(interval.Lower))], [.. series.Intervals.Select(interval => Units(interval.Upper))], ScaleOf(values, season))
        {
            Medians = Units(series.Median),
        };

        double[] Units(IReadOnlyList<long> points) => [.. points.Select(point => point / quanta)];
    }

    static double ScaleOf(IReadOnlyList<double> values, int season)
    {
        var change = values.Skip(season).Zip(values, (now, before) => Math.Abs(now - before)).DefaultIfEmpty().Average();
        var size = values.Select(Math.Abs).DefaultIfEmpty().Average();
        return change > 0 ? change : size > 0 ? size : 1;
    }
}
