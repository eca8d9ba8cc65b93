using System.Numerics.Tensors;

namespace GadgetSales.Projections.Nets;

/// <summary>The forward pass of a residual multilayer perceptron with layer norms (He et al. 2016; Ba, Kiros and Hinton 2016).</summary>
internal static class ResidualNet
{
    const float Epsilon = 1e-5f;
    const float LargestFeature = 8;

    /// <param name="features">As many as the weights ask for; clamped in place.</param>
    public static float[] Run(NetWeights weights, Span<float> features)
    {
        foreach (ref var feature in features)
        {
            feature = Math.Clamp(feature, -LargestFeature, LargestFeature);
        }
        var state = new float[weights.Width];
        var normal = new float[weights.Width];
        var hidden = new float[weights.Width];
        Apply(weights.Input, features, state);
        foreach (var block in weights.Blocks)
        {
            Normalise(state, block.Norm, normal);
            Apply(block.First, normal, hidden);
            TensorPrimitives.Max(hidden, 0, hidden);
            Apply(block.Second, hidden, normal);
            TensorPrimitives.Add(state, normal, state);
        }
        Normalise(state, weights.Norm, normal);
        var outputs = new float[weights.Outputs];
        Apply(weights.Output, normal, outputs);
        return outputs;
    }

    static void Apply(NetWeights.Layer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = TensorPrimitives.Dot(layer.Weight.AsSpan(i * input.Length, input.Length), input) + layer.Bias[i];
        }
    }

    static void Normalise(ReadOnlySpan<float> input, NetWeights.Scale scale, Span<float> output)
    {
        var mean = TensorPrimitives.Sum(input) / input.Length;
        TensorPrimitives.Subtract(input, mean, output);
        var variance = TensorPrimitives.SumOfSquares<float>(output) / input.Length;
        TensorPrimitives.Multiply(output, 1 / MathF.Sqrt(variance + Epsilon), output);
        TensorPrimitives.MultiplyAdd(output, scale.Weight, scale.Bias, output);
    }
}
