using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Sales;

/// <summary>Why a sale was not recorded, told to a caller without a word about stores it does not cover.</summary>
static class SaleProblems
{
    public static Problem OfReading(SaleReading reading) => reading.Errors is [{ Place: "" } error, ..]
        ? new Problem(ProblemKind.MalformedJson, error.Message) { Errors = reading.Errors }
        : reading.LacksId ? new Problem(ProblemKind.SaleIdRequired) { Errors = reading.Errors }
        : Problem.Invalid(reading.Errors);

    public static Problem ForeignStore() =>
        new(ProblemKind.StoreForbidden) { Errors = [new InputError("/storeId", "The API key does not cover this store.")] };

    /// <summary>The id is taken by a store the caller does not cover: that the store differs is all it learns.</summary>
    public static Problem OfConflict(AppendOutcome.Conflict conflict, Caller caller) => new(ProblemKind.SaleConflict)
    {
        Lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["differences"] = caller.Covers(conflict.Existing.Sale.StoreId) ? conflict.Differences : ["/storeId"],
        },
    };

    public static async ValueTask<Problem> OfRefusalAsync(
        AppendOutcome.Refused refused, Sale sale, Caller caller, ISalesLedger ledger, CancellationToken cancellationToken)
    {
        if (caller.Stores is not null && refused.Reason != RefusalReason.OriginalNotFound
            && await ledger.FindAsync(sale.OriginalSaleId!, cancellationToken) is { } original && !caller.Covers(original.Sale.StoreId))
        {
            return About(ProblemKind.OriginalNotFound, $"No sale {sale.OriginalSaleId} is recorded.");
        }

        return About(KindOf(refused.Reason), refused.Detail);
    }

    static Problem About(ProblemKind kind, string detail) => new(kind, detail) { Errors = [new InputError("/originalSaleId", detail)] };

    static ProblemKind KindOf(RefusalReason reason) => reason switch
    {
        RefusalReason.OriginalNotFound => ProblemKind.OriginalNotFound,
        RefusalReason.OriginalAlreadyVoided => ProblemKind.OriginalAlreadyVoided,
        RefusalReason.OriginalIsVoid => ProblemKind.OriginalIsVoid,
        _ => ProblemKind.OriginalMismatch,
    };
}
