using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GadgetSales.Core.Ledger;

/// <summary>
/// The last sale of a page, as the opaque text a client hands back. A check sum over the list it belongs to tells a cursor of another list,
/// or an invented one, from ours.
/// </summary>
/// <param name="SoldAt">Ticks, UTC.</param>
/// <param name="SaleId">Breaks the tie between sales of one instant.</param>
public readonly record struct SaleCursor(long SoldAt, string SaleId)
{
    const int CheckLength = 4;
    const int Header = CheckLength + sizeof(long);

    /// <summary>Before the first sale: nothing was sold before year 1.</summary>
    public static SaleCursor Start => new(-1, "0");

    /// <exception cref="FormatException">The text is no cursor of this list.</exception>
    public static SaleCursor Parse(string text, string storeId, DateOnly businessDate)
    {
        Span<byte> bytes = stackalloc byte[128];
        if (Base64Url.IsValid(text, out var length) && length is > Header and <= 128)
        {
            Base64Url.DecodeFromChars(text, bytes);
            var cursor = new SaleCursor(
                BinaryPrimitives.ReadInt64BigEndian(bytes[CheckLength..]),
                Encoding.UTF8.GetString(bytes[Header..length]));
            if (string.Equals(cursor.ToText(storeId, businessDate), text, StringComparison.Ordinal))
            {
                return cursor;
            }
        }

        throw new FormatException("The cursor does not belong to this list: leave it out to start from the first sale.");
    }

    public string ToText(string storeId, DateOnly businessDate)
    {
        var id = Encoding.UTF8.GetBytes(SaleId);
        var bytes = new byte[Header + id.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(CheckLength), SoldAt);
        id.CopyTo(bytes, Header);
        var check = SHA256.HashData(Encoding.UTF8.GetBytes($"{businessDate:yyyyMMdd}/{SoldAt}/{SaleId}/{storeId}"));
        check.AsSpan(0, CheckLength).CopyTo(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
