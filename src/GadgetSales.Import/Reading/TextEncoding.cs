using System.Text;
using System.Text.Unicode;

namespace GadgetSales.Import.Reading;

/// <summary>Which characters the bytes of a file are. Bytes that are none of the encoding end the reading: no character is ever replaced.</summary>
static class TextEncoding
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>By the byte order mark, else as asked for, else UTF-16 where every other byte is zero, else UTF-8.</summary>
    /// <exception cref="ImportRefusedException">No encoding is called so.</exception>
    internal static Encoding Of(ReadOnlySpan<byte> start, string? asked) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => StrictUtf8,
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ when asked is not null => ByName(asked),
        _ when HasZeros(start, 1) => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        _ when HasZeros(start, 0) => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => StrictUtf8,
    };

    static Encoding ByName(string name)
    {
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return encoding;
        }
        catch (ArgumentException error)
        {
            throw new ImportRefusedException($"--encoding {name}: no encoding is called so. Common ones: utf-8, utf-16, windows-1252, iso-8859-15, windows-1250, shift_jis.", error);
        }
    }

    /// <summary>Latin text in UTF-16: in the first bytes, one of each pair is zero.</summary>
    static bool HasZeros(ReadOnlySpan<byte> start, int at)
    {
        var pairs = Math.Min(start.Length, 512) / 2;
        var zeros = 0;
        for (var pair = 0; pair < pairs; pair++)
        {
            zeros += start[(2 * pair) + at] == 0 && start[(2 * pair) + 1 - at] != 0 ? 1 : 0;
        }

        return pairs > 0 && zeros > pairs * 3 / 4;
    }

    /// <summary>Says which line first holds bytes that are no UTF-8, and how it reads in the encoding that files from spreadsheets mostly have.</summary>
    internal static ImportRefusedException Explain(ImportFile file, string? asked, DecoderFallbackException error)
    {
        if (asked is not null || !file.IsRepeatable)
        {
            return new ImportRefusedException($"{file.Name} holds bytes that are no {asked ?? "UTF-8"}: give another --encoding, such as windows-1252.", error);
        }

        using var open = file.Open();
        var line = 1L;
        var bytes = new List<byte>();
        for (var next = open.Content.ReadByte(); next >= 0; next = open.Content.ReadByte())
        {
            if (next is '\n' or '\r')
            {
                if (!Utf8.IsValid([.. bytes]))
                {
                    break;
                }

                bytes.Clear();
                line += next == '\n' ? 1 : 0;
            }
            else
            {
                bytes.Add((byte)next);
            }
        }

        var text = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString([.. bytes]);
        return new ImportRefusedException(
            $"{file.Name}, line {line}, is not UTF-8. As windows-1252 it reads: {(text.Length > 120 ? text[..120] + "…" : text)} If that is right, give --encoding windows-1252.", error);
    }
}
