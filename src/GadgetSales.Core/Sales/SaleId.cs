using System.Buffers;

namespace GadgetSales.Core.Sales;

/// <summary>The form of a sale id, which is also the form of an <c>Idempotency-Key</c>.</summary>
public static class SaleId
{
    public const int MaxLength = 64;

    /// <summary>The same as <see cref="IsValid"/>, for documents.</summary>
    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$";

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>1–64 of <c>A-Z a-z 0-9 . _ : -</c>, starting with a letter or digit.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(Allowed);
}
