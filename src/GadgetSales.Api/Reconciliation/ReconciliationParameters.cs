using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Reconciliation;

/// <summary>Reads <c>store</c>, <c>from</c> and <c>to</c>: one store's business dates.</summary>
static class ReconciliationParameters
{
    public const int MostDays = 31;

    public static readonly string[] Names = ["store", "from", "to"];

    public static IReadOnlyList<QueryParameterDoc> Docs { get; } =
    [
        new("store", "The store. Required.") { Example = "LA-01" },
        new("from", $"First business date; at most {MostDays} days. Default: a week up to `to`.") { Format = "date", Example = "2019-04-19" },
        new("to", "Last business date, included. Default: today.") { Format = "date", Example = "2019-04-20" },
    ];

    /// <summary>Null exactly when a problem is to be answered.</summary>
    public static ((string StoreId, DateSpan Span)? Question, Problem? Refusal) Read(HttpContext context, Caller caller, DateOnly today)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown(Names);
        var store = parameters.One("store");
        if (string.IsNullOrEmpty(store) && !parameters.IsRefused("store"))
        {
            parameters.Refuse("store", "Is required: one store.");
        }

        var to = parameters.Date("to", InsightDates) ?? today;
        var from = parameters.Date("from", InsightDates) ?? to.AddDays(-6);
        if (parameters.Errors.Count == 0 && from > to)
        {
            parameters.Refuse("from", $"Lies after to, {to:yyyy-MM-dd}.");
        }

        if (parameters.Errors.Count == 0 && to.DayNumber - from.DayNumber >= MostDays)
        {
            parameters.Refuse("from", $"At most {MostDays} days are reconciled at once.");
        }

        return parameters.Errors.Count > 0 ? (null, Problem.Invalid(parameters.Errors))
            : !caller.Covers(store!) ? (null, new Problem(ProblemKind.StoreForbidden) { Errors = [new InputError("store", "The API key does not cover this store.")] })
            : ((store!, new DateSpan(from, to)), null);
    }

    static DateSpan InsightDates => InsightCatalogue.Dates;
}
