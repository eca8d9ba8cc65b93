using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GadgetSales.Core.Sales;

/// <summary>
/// 32 bytes that stand for a sale's content: the SHA-256 of its canonical form. A cryptographic hash, because a sale whose content
/// collides with a recorded one would be answered as its replay and lost; nobody can make such a pair on purpose.
/// </summary>
public readonly record struct SaleFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    static ArrayBufferWriter<byte>? t_buffer;

    readonly ulong _first;
    readonly ulong _second;
    readonly ulong _third;
    readonly ulong _fourth;

    /// <summary>Takes back what <see cref="CopyTo"/> gave: exactly <see cref="Length"/> bytes.</summary>
    public SaleFingerprint(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length, nameof(bytes));
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    public static SaleFingerprint Of(Sale sale)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        SaleJson.WriteCanonical(sale, buffer);
        var fingerprint = OfCanonical(buffer.WrittenSpan);
        if (buffer.Capacity > MaxKeptBytes)
        {
            t_buffer = null;
        }

        return fingerprint;
    }

    /// <param name="canonical">What <see cref="SaleJson.WriteCanonical"/> wrote.</param>
    public static SaleFingerprint OfCanonical(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(canonical, hash);
        return new SaleFingerprint(hash);
    }

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
