using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>A question about a running period with its answer.</summary>
/// <param name="Currency">As in <see cref="ProjectionRun"/>.</param>
/// <param name="DataThrough">As in <see cref="ProjectionRun"/>, for all queries that were made.</param>
/// <param name="Statistics">Of all queries that were made; the id is that of the last.</param>
public sealed record NowcastRun(NowcastQuery Query, Nowcast Nowcast, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics);
