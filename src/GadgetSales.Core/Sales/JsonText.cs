using System.Buffers;
using System.Text;

namespace GadgetSales.Core.Sales;

/// <summary>
/// Writes compact JSON with one spelling for everything: UTF-8 as it is, and only what JSON demands escaped. Written by hand because
/// the ledger keeps it, and the escaping of a library's writer may change with its version.
/// </summary>
ref struct JsonText(IBufferWriter<byte> output)
{
    const int LongestInteger = 20;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    Span<byte> _span;
    int _used;

    /// <summary>Copies text that is already JSON.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        _used += json.Length;
    }

    /// <summary>A member's name behind another member.</summary>
    public void Name(SaleMember member) => Raw(SaleMembers.Of(member).Json);

    /// <summary>Opens an object with its first member's name.</summary>
    public void First(SaleMember member)
    {
        Raw("{"u8);
        Raw(SaleMembers.Of(member).Json.AsSpan(1));
    }

    public void Integer(long value)
    {
        value.TryFormat(Room(LongestInteger), out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += length;
    }

    /// <summary>Thousandths, without trailing zeros.</summary>
    public void Quantity(long milli)
    {
        // Not in one expression: making room may flush and reset what is used.
        var room = Room(JsonQuantity.MaxLength);
        _used += JsonQuantity.Write(room, milli);
    }

    /// <summary>One of the member's choices.</summary>
    public void Choice(SaleMember member, int choice) => Raw(SaleMembers.Of(member).ChoicesJson[choice]);

    public void Time(DateTimeOffset time)
    {
        var room = Room(Rfc3339.MaxLength + 2);
        room[0] = (byte)'"';
        var length = Rfc3339.Write(room[1..], time);
        room[length + 1] = (byte)'"';
        _used += length + 2;
    }

    public void Date(DateOnly date)
    {
        var room = Room(Rfc3339.MaxLength + 2);
        room[0] = (byte)'"';
        var length = Rfc3339.WriteDate(room[1..], date);
        room[length + 1] = (byte)'"';
        _used += length + 2;
    }

    /// <summary>Half of a surrogate pair throws: such text was never validated.</summary>
    public void Text(string text)
    {
        if (text.AsSpan().ContainsAny(Escaped))
        {
            EscapedText(text);
            return;
        }

        var room = Room((text.Length * 3) + 2);
        room[0] = (byte)'"';
        var length = Utf8.GetBytes(text, room[1..]);
        room[length + 1] = (byte)'"';
        _used += length + 2;
    }

    /// <summary>Hands what was written to the output.</summary>
    public void Flush()
    {
        output.Advance(_used);
        _span = default;
        _used = 0;
    }

    void EscapedText(string text)
    {
        Raw("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Plain(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Plain(rest);
        Raw("\""u8);
    }

    void Plain(scoped ReadOnlySpan<char> text)
    {
        // Not in one expression: making room may flush and reset what is used.
        var room = Room(text.Length * 3);
        _used += Utf8.GetBytes(text, room);
    }

    void Escape(char character)
    {
        var room = Room(6);
        room[0] = (byte)'\\';
        if (character is '"' or '\\')
        {
            room[1] = (byte)character;
            _used += 2;
            return;
        }

        const string Hex = "0123456789abcdef";
        "u00"u8.CopyTo(room[1..]);
        room[4] = (byte)Hex[character >> 4];
        room[5] = (byte)Hex[character & 15];
        _used += 6;
    }

    Span<byte> Room(int bytes)
    {
        if (_span.Length - _used < bytes)
        {
            if (_used > 0)
            {
                Flush();
            }

            _span = output.GetSpan(Math.Max(bytes, 512));
        }

        return _span[_used..];
    }
}
