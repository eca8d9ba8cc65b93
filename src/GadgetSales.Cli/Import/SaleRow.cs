using GadgetSales.Cli.Posting;
using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Import;

/// <summary>What all lines of one sale must agree on.</summary>
sealed record SaleHead
{
    public required string StoreId { get; init; }

    public string? RegisterId { get; init; }

    public long? ReceiptNumber { get; init; }

    /// <summary>Null when the file does not say: then the signs of the quantities tell sales from returns.</summary>
    public SaleType? Type { get; init; }

    public string? OriginalSaleId { get; init; }

    public required DateTimeOffset SoldAt { get; init; }

    public DateOnly? BusinessDate { get; init; }

    public required string Currency { get; init; }

    public string? Channel { get; init; }
}

/// <summary>A line of the file that was understood, or why not.</summary>
sealed record SaleRow
{
    public required SourceLine Source { get; init; }

    /// <summary>Null on a line that cannot be given to any sale.</summary>
    public string? SaleId { get; init; }

    public SaleHead? Head { get; init; }

    /// <summary>Null on the line of a void.</summary>
    public SaleLine? Line { get; init; }

    /// <summary>The file had a quantity below zero; <see cref="Line"/> has it positive.</summary>
    public bool GivesBack { get; init; }

    /// <summary>Why the line, and with it its sale, is rejected.</summary>
    public string? Fault { get; init; }
}
