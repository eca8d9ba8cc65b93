namespace GadgetSales.Api.Http;

/// <summary>Ends a request with a problem from a place that cannot return one, such as the reading of its body.</summary>
public sealed class RequestRefusedException(Problem problem) : Exception(problem.Kind.Title)
{
    public Problem Problem { get; } = problem;
}
