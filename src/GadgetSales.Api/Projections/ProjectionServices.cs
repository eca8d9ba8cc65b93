namespace GadgetSales.Api.Projections;

public static class ProjectionServices
{
    public static IServiceCollection AddProjections(this IServiceCollection services) => services.AddSingleton<ProjectionMetrics>().AddSingleton<ProjectionRunner>();
}
