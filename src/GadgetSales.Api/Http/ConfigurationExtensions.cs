namespace GadgetSales.Api.Http;

public static class ConfigurationExtensions
{
    /// <summary>The named value, or <paramref name="fallback"/> when the key is absent; any other text stops the start.</summary>
    public static TEnum GetEnum<TEnum>(this IConfiguration configuration, string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? fallback
            : Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<TEnum>(text, ignoreCase: true)
            : throw new StartRefusedException($"{key}={text} is unknown. Allowed: {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }
}
