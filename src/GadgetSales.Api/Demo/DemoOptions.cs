using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Api.Demo;

/// <summary>Section <c>Demo</c>; <c>--demo</c> enables it.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    public bool Enabled { get; set; }

    /// <summary>Days before today that are filled with sales. Default 120.</summary>
    [Range(1, 3_650)]
    public int Days { get; set; } = 120;

    /// <summary>Receipts a middle-sized store writes a day. Default 50.</summary>
    [Range(1, 20_000)]
    public double ReceiptsPerDay { get; set; } = 50;

    /// <summary>Receipts a minute that come in whatever the hour, so that something moves while the stores are closed; 0 for none. Default 4.</summary>
    [Range(0, 60_000)]
    public double LivePerMinute { get; set; } = 4;
}
