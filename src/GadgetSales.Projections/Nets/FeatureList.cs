namespace GadgetSales.Projections.Nets;

/// <summary>Features in the order in which a net was trained to take them.</summary>
internal sealed class FeatureList(int capacity)
{
    readonly List<float> features = new(capacity);

    public void Add(double feature) => features.Add((float)feature);

    public void Add(bool feature) => features.Add(feature ? 1 : 0);

    public void Add(ReadOnlySpan<double> many)
    {
        foreach (var feature in many)
        {
            Add(feature);
        }
    }

    public float[] ToArray() => [.. features];
}
