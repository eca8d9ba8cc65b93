using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
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

    /// <summary>Names the list of a store's business date.</summary>
    public static string DayList(string storeId, DateOnly businessDate) => string.Create(CultureInfo.InvariantCulture, $"{businessDate:yyyyMMdd}/{storeId}");

    /// <summary>Names the list of the sales with an external id.</summary>
    public static string ExternalList(string externalId) => $"external/{externalId}";

    /// <exception cref="FormatException">The text is no cursor of this list.</exception>
    public static SaleCursor Parse(string text, string list)
    {
        Span<byte> bytes = stackalloc byte[128];
        if (Base64Url.IsValid(text, out var length) && length is > Header and <= 128)
        {
            Base64Url.DecodeFromChars(text, bytes);
            var cursor = new SaleCursor(
                BinaryPrimitives.ReadInt64BigEndian(bytes[CheckLength..]),
                Encoding.UTF8.GetString(bytes[Header..length]));
            if (string.Equals(cursor.ToText(list), text, StringComparison.Ordinal))
            {
                return cursor;
            }
        }

        throw new FormatException("The cursor does not belong to this list: leave it out to start from the first sale.");
    }

    public string ToText(string list)
    {
        var id = Encoding.UTF8.GetBytes(SaleId);
        var bytes = new byte[Header + id.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(CheckLength), SoldAt);
        id.CopyTo(bytes, Header);
        var check = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{SoldAt}/{SaleId}/{list}")));
        check.AsSpan(0, CheckLength).CopyTo(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
