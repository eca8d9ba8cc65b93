using System.Security.Cryptography;
using System.Text;

namespace GadgetSales.Core.Access;

/// <summary>
/// The text of an API key: <c>gs_ID_SECRET</c> with an 8-character id that may be shown and a secret of 256 random bits in hex.
/// Only its SHA-256 is kept. A slow password hash would add nothing: it protects secrets people choose, and these cannot be guessed.
/// </summary>
public static class ApiKey
{
    const string Prefix = "gs_";
    const int IdLength = 8;
    const int SecretBytes = 32;

    public static (string Id, string Text) Create()
    {
        var id = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", IdLength);
        return (id, Prefix + id + "_" + RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true));
    }

    /// <summary>SHA-256 of the whole text, in lower-case hex.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
