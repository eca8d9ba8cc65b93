using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>A question with its answer.</summary>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for and when nothing was sold.</param>
/// <param name="DataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
public sealed record ProjectionRun(ProjectionQuery Query, Projection Projection, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics);
