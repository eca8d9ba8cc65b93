using GadgetSales.Embedded;

namespace GadgetSales.Api.Demo;

/// <summary><c>--demo</c>: a simulated chain in an embedded store of its own, <c>demo</c> within the configured data directory, so that it never mixes with real sales.</summary>
public static class DemoServices
{
    const string Switch = "--demo";

    /// <summary>What the switch stands for, as settings: it takes no value on the command line.</summary>
    public static string[] WithDemoAsSetting(this string[] args) =>
        Array.ConvertAll(args, arg => arg == Switch ? $"--{DemoOptions.Section}:{nameof(DemoOptions.Enabled)}=true" : arg);

    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(DemoOptions.Section);
        if (!section.GetValue(nameof(DemoOptions.Enabled), false))
        {
            return builder;
        }

        const string directory = $"{EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)}";
        builder.Configuration[directory] = Path.Combine(builder.Configuration[directory] ?? new EmbeddedOptions().DataDirectory, "demo");
        builder.Configuration[nameof(Store)] = nameof(Store.Embedded);
        builder.Services.AddOptions<DemoOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<DemoFeed>();
        return builder;
    }
}
