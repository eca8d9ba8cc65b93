using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;
using GadgetSales.Projections.TrackRecord;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters of both questions about the track record.</summary>
static class TrackRecordParameters
{
    public const int DefaultPoints = 1_000;
    public const int MaxPoints = 10_000;

    public static IReadOnlyList<Dimension> Parts { get; } = [Dimension.Store, Dimension.Category];

    static readonly string[] PointNames = ["measure", "grain", "step", "currency", "store", "category", "limit"];

    public static TrackRecordParts Read(QueryParameters parameters)
    {
        parameters.RefuseUnknown(["groupBy"]);
        var by = parameters.Choices("groupBy", Parts);
        return (by.Contains(Dimension.Store) ? TrackRecordParts.Store : TrackRecordParts.None) | (by.Contains(Dimension.Category) ? TrackRecordParts.Category : TrackRecordParts.None);
    }

    public static TrackRecordPointQuery ReadPoints(QueryParameters parameters)
    {
        parameters.RefuseUnknown(PointNames);
        return new TrackRecordPointQuery(
            parameters.Choice("measure", InsightCatalogue.Measures)?.Name, parameters.Choice("grain", ProjectionGrain.All)?.ToString(),
            parameters.Number("step", 1, ProjectionGrain.All.Max(grain => grain.MaxHorizon)), parameters.One("currency"), parameters.One("store"), parameters.One("category"),
            parameters.Number("limit", 1, MaxPoints) ?? DefaultPoints);
    }
}
