
namespace GadgetSales.Api.Access;

/// <summary>Says who sends a request, or why nobody may send it. One of the two is null.</summary>
public interface ICallerSource
{
    (Caller? Caller, Problem? Refusal) Identify(HttpContext context);
}
