using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>What there is to ask for, as <c>GET /v1/catalog</c> tells it.</summary>
public sealed record Catalog(
    IReadOnlyList<CatalogTable> Tables,
    IReadOnlyList<CatalogMeasure> Measures,
    IReadOnlyList<CatalogDimension> Dimensions,
    IReadOnlyList<CatalogChoice> Grains,
    IReadOnlyList<CatalogRange> Ranges,
    IReadOnlyList<CatalogChoice> Comparisons,
    IReadOnlyList<CatalogCurrency> Currencies,
    IReadOnlyList<string> Formats,
    CatalogLimits Limits)
{
    public static Catalog Of(CatalogPartitions partitions, DateOnly today) => new(
        [new CatalogTable(LakeSchema.View, "Each sale line once, at its sale's highest version.", [.. LakeSchema.ViewFields.Select(Column)], partitions)],
        [.. InsightCatalogue.Measures.Select(measure => new CatalogMeasure(
            measure.Name, measure.Column, measure.Description, measure.Unit.Name, measure.IsAdditive))],
        [.. InsightCatalogue.Dimensions.Select(dimension => new CatalogDimension(
            dimension.Name, dimension.Field.Name, dimension.Description, dimension.Field.Nullable, dimension.Values))],
        [.. InsightCatalogue.Grains.Select(grain => new CatalogChoice(grain.Name, grain.Description))],
        [.. InsightCatalogue.Ranges.Select(range => Range(range, today))],
        [.. InsightCatalogue.Comparisons.Select(kind => new CatalogChoice(kind.Name, kind.Description))],
        [.. Core.Sales.Currencies.Codes.Select(code => new CatalogCurrency(code, Core.Sales.Currencies.MinorUnits(code)))],
        [.. AnswerFormat.All.Select(format => format.Name)],
        new CatalogLimits(InsightCatalogue.DefaultLimit, InsightCatalogue.MaxLimit, InsightCatalogue.MaxFilterValues, InsightCatalogue.MaxTop));

    static CatalogColumn Column(LakeField field) =>
        new(field.Name, field.Type.ToString().ToLowerInvariant(), field.Nullable, field.Description);

    static CatalogRange Range(DateRange range, DateOnly today)
    {
        var span = range.Resolve(today);
        return new CatalogRange(range.Name, range.Description, span.From, span.To);
    }
}

public sealed record CatalogTable(string Name, string Description, IReadOnlyList<CatalogColumn> Columns, CatalogPartitions Partitions);

/// <param name="Type">bigint, double, varchar, date, timestamp or boolean.</param>
public sealed record CatalogColumn(string Name, string Type, bool Nullable, string Description);

/// <param name="Column">The partition column.</param>
/// <param name="First">The earliest business date with sales; null for an empty lake.</param>
/// <param name="Last">The latest one.</param>
/// <param name="Count">Business dates with sales.</param>
/// <param name="Rows">Sale lines in all of them.</param>
public sealed record CatalogPartitions(string Column, DateOnly? First, DateOnly? Last, long Count, long Rows);

/// <param name="Column">The measure's name in answers.</param>
/// <param name="Unit">minor (integers in the currency's minor unit), count, or ratio (0.1 is 10 %).</param>
/// <param name="Additive">The values of parts add up to the value of the whole.</param>
public sealed record CatalogMeasure(string Name, string Column, string Description, string Unit, bool Additive);

/// <param name="Column">The column of the table behind it.</param>
/// <param name="Nullable">Some sales may have none; an empty filter value asks for those.</param>
/// <param name="Values">All there are; empty where sales bring their own.</param>
public sealed record CatalogDimension(string Name, string Column, string Description, bool Nullable, IReadOnlyList<string> Values);

/// <param name="Code">ISO 4217.</param>
/// <param name="Digits">Decimals of the major unit: 2 for USD, whose minor unit is the cent; 0 for JPY.</param>
public sealed record CatalogCurrency(string Code, int Digits);

public sealed record CatalogChoice(string Name, string Description);

/// <param name="From">The range's first business date if it were asked for now.</param>
/// <param name="To">Its last one.</param>
public sealed record CatalogRange(string Name, string Description, DateOnly From, DateOnly To);

/// <param name="DefaultRows">Rows of an answer where a request has no limit.</param>
/// <param name="MaxRows">The highest limit.</param>
/// <param name="MaxFilterValues">Values that one filter may list.</param>
/// <param name="MaxTop">Groups that <c>top</c> may keep.</param>
public sealed record CatalogLimits(int DefaultRows, int MaxRows, int MaxFilterValues, int MaxTop);
