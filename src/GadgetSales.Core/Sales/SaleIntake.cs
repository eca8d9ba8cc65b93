using FluentValidation;
using GadgetSales.Core.Stores;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Turns a posted document into a valid sale or into everything that is wrong with it: strict JSON, then the rules of <see cref="SaleValidator"/>.
/// Used by every way in, so that all accept the same. Never throws for what the bytes hold. Safe to share between threads.
/// </summary>
public sealed class SaleIntake(IValidator<Sale> validator, IStoreClocks? clocks = null)
{
    /// <summary>The largest document of one sale.</summary>
    public const int MaxBytes = 256 * 1024;

    // Stands for an id that is missing or could not be read, harmlessly for the other rules.
    const string Unknown = "unknown";

    const string HeaderRule = "The Idempotency-Key header must be";

    /// <summary>Reads one sale.</summary>
    /// <param name="utf8">The whole document: one JSON object of at most <see cref="MaxBytes"/>.</param>
    /// <param name="idempotencyKey">
    /// The <c>Idempotency-Key</c> header, or null. It is the sale id where the document has none; where both are there they must be the
    /// same. Without either the sale is refused: it could not be retried. A key in double quotes, as the IETF draft of the header has it,
    /// is the same as without.
    /// </param>
    /// <param name="keyIsFallback">Whether a sale with an id of its own may have another key: a batch's key is made for each item.</param>
    public SaleReading Read(ReadOnlySpan<byte> utf8, string? idempotencyKey = null, bool keyIsFallback = false)
    {
        if (idempotencyKey is ['"', .., '"'])
        {
            idempotencyKey = idempotencyKey[1..^1];
        }

        if (utf8.Length > MaxBytes)
        {
            return new SaleReading(null, Told(idempotencyKey), [new InputError("", "Must be at most 262,144 bytes (256 KB): split the receipt.")]);
        }

        var whole = new SaleReader(utf8, recorded: false).Read(out var draft, out var errors);
        CheckKey(keyIsFallback ? null : draft.SaleId, idempotencyKey, ref errors);
        var saleId = draft.SaleId ?? idempotencyKey;
        if (!whole)
        {
            return new SaleReading(null, Told(saleId), errors.List);
        }

        var lacksId = saleId is null && !errors.List.Any(error => error.Place == "/saleId");
        var sale = draft.ToSale(saleId ?? Unknown, clocks);
        Validate(sale, draft, ref errors);
        if (lacksId)
        {
            errors.Add("/saleId", "Is required, here or as the Idempotency-Key header: a sale without an id cannot be sent again safely. Make it of store, register and receipt number, such as LA-01:R2:1043.");
        }

        return errors.Any ? new SaleReading(null, Told(saleId), errors.List) { LacksId = lacksId } : new SaleReading(sale, sale.SaleId, []);
    }

    void Validate(Sale sale, in SaleDraft draft, ref SaleErrors errors)
    {
        var result = validator.Validate(sale);
        if (result.IsValid)
        {
            return;
        }

        // Members that could not be read hold placeholders: what the rules say about those is noise.
        var refused = errors;
        var readable = refused.Any ? refused.List.Select(error => error.Place).ToHashSet(StringComparer.Ordinal) : null;
        var typeKnown = draft.Type is not null || readable?.Contains("/type") != true;
        foreach (var failure in result.Errors)
        {
            var aboutType = failure.PropertyName is "/lines" or "/originalSaleId" || failure.PropertyName.EndsWith("/returned", StringComparison.Ordinal);
            var aboutSums = failure.ErrorCode == SaleAmountRules.OfSums;
            if (readable?.Contains(failure.PropertyName) != true && (typeKnown || !aboutType) && (readable is null || !aboutSums))
            {
                errors.Add(failure.PropertyName, failure.ErrorMessage);
            }
        }
    }

    static void CheckKey(string? saleId, string? key, ref SaleErrors errors)
    {
        if (key is null)
        {
            return;
        }

        if (!SaleId.IsValid(key))
        {
            errors.Add("/saleId", $"{HeaderRule} {SaleMembers.Of(SaleMember.SaleId).Holds}.");
        }
        else if (saleId is not null && saleId != key)
        {
            errors.Add("/saleId", $"{HeaderRule} the saleId of the sale when both are given: leave one of them out.");
        }
    }

    static string? Told(string? saleId) => saleId?.Length <= SaleId.MaxLength ? saleId : null;
}

/// <summary>What came of reading a posted sale.</summary>
/// <param name="Sale">The valid sale with its defaults filled in; null exactly when there are errors.</param>
/// <param name="SaleId">The id as far as it could be told, to name a refused sale by; null when none was given or it is far too long.</param>
/// <param name="Errors">Everything that is wrong, at most 100 entries: first what could not be read, in document order, then the rules that do not hold.</param>
public sealed record SaleReading(Sale? Sale, string? SaleId, IReadOnlyList<InputError> Errors)
{
    /// <summary>Refused for want of an id, whatever else is wrong.</summary>
    public bool LacksId { get; init; }
}
