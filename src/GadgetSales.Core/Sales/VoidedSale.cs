namespace GadgetSales.Core.Sales;

/// <summary>
/// What a void cancels. A void counts on its own business date, but against the register, channel, lines, tip, rounding and payments of its original,
/// so that the two net to zero in every dimension.
/// </summary>
public sealed record VoidedSale(SaleType Type, string? RegisterId, string? Channel, IReadOnlyList<SaleLine> Lines)
{
    public bool Training { get; init; }

    public bool TaxIncluded { get; init; } = true;

    public long TipMinor { get; init; }

    public long RoundingMinor { get; init; }

    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>What <paramref name="original"/> comes to, with the shares of what was given for the whole of it.</summary>
    public static VoidedSale Of(Sale original) => new(original.Type, original.RegisterId, original.Channel, SpreadAmounts.Over(original).Lines)
    {
        Training = original.Training,
        TaxIncluded = original.TaxIncluded,
        TipMinor = original.TipMinor,
        RoundingMinor = original.RoundingMinor,
        Payments = original.Payments,
    };

    /// <summary>Equal content, line by line.</summary>
    public bool Equals(VoidedSale? other) =>
        other is not null && Type == other.Type && RegisterId == other.RegisterId && Channel == other.Channel && Lines.SequenceEqual(other.Lines)
        && (Training, TaxIncluded, TipMinor, RoundingMinor) == (other.Training, other.TaxIncluded, other.TipMinor, other.RoundingMinor)
        && Payments.SequenceEqual(other.Payments);

    public override int GetHashCode() => HashCode.Combine(Type, RegisterId, Channel, Lines.Count);
}
