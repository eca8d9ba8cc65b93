namespace GadgetSales.Core.Access;

/// <summary>A key as the key file holds it. The key's text cannot be had from it.</summary>
/// <param name="Id">The readable part of the key, unique in the file.</param>
/// <param name="Name">Whose key it is, in the operator's words.</param>
/// <param name="Hash"><see cref="ApiKey.HashOf"/> of the text.</param>
/// <param name="Scopes">Some of <see cref="Access.Scopes.All"/>.</param>
/// <param name="Stores">The stores it covers; null for all.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="RevokedAt">UTC; a revoked key stays listed and opens nothing.</param>
public sealed record StoredKey(
    string Id,
    string Name,
    string Hash,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Stores,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null);
