using System.Text.Json;

namespace GadgetSales.Core.Sales;

/// <summary>Reads a till's own texts.</summary>
static class MetadataReader
{
    /// <summary>Ordered by key, so that the order in which a till writes them is no difference; null where there is no object.</summary>
    /// <param name="values">On the value of <c>metadata</c>.</param>
    public static KeyValuePair<string, string>[]? Read(ref ValueReader values)
    {
        if (!values.Opens(JsonTokenType.StartObject, SaleMember.Metadata))
        {
            return null;
        }

        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (values.Json.Read() && values.Json.TokenType == JsonTokenType.PropertyName)
        {
            var key = values.TextOrNull();
            values.Json.Read();
            if (key is null)
            {
                values.Fail(SaleMember.Metadata, "Has a key that holds half of a surrogate pair: write it as UTF-8.");
                values.Json.Skip();
            }
            else if (values.Json.TokenType == JsonTokenType.Null)
            {
                // As everywhere: null is absent.
                continue;
            }
            else if (values.Exact(SaleMember.Metadata, cache: false) is { } value && entries.Count <= SaleMembers.MaxMetadata && !entries.TryAdd(key, value))
            {
                values.Fail(SaleMember.Metadata, $"Has the key {key} more than once: keep one of them.");
            }
        }

        return [.. entries];
    }
}
