using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GadgetSales.Projections.Nets;

/// <summary>
/// The weights of one net, from a resource of this assembly: four little-endian 32-bit counts (features, width, blocks, outputs), then half floats, matrices by
/// row: input weight and bias; for each block norm weight and bias, first and second layer; last norm weight and bias, output weight and bias.
/// </summary>
internal sealed class NetWeights
{
    NetWeights(BinaryReader reader)
    {
        Features = reader.ReadInt32();
        Width = reader.ReadInt32();
        var blocks = reader.ReadInt32();
        Outputs = reader.ReadInt32();
        Input = new(Read(reader, Features * Width), Read(reader, Width));
        Blocks = new Block[blocks];
        for (var i = 0; i < blocks; i++)
        {
            Blocks[i] = new(ReadNorm(reader), ReadSquare(reader), ReadSquare(reader));
        }
        Norm = ReadNorm(reader);
        Output = new(Read(reader, Width * Outputs), Read(reader, Outputs));
    }

    public int Features { get; }

    public int Width { get; }

    public int Outputs { get; }

    public Layer Input { get; }

    public Block[] Blocks { get; }

    public Scale Norm { get; }

    public Layer Output { get; }

    /// <exception cref="InvalidOperationException">The resource is not part of the assembly.</exception>
    public static NetWeights Load(string name)
    {
        var resource = $"GadgetSales.Projections.Nets.{name}.bin";
        using var stream = typeof(NetWeights).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly holds no weights {resource}.");
        using var reader = new BinaryReader(stream);
        return new(reader);
    }

    Scale ReadNorm(BinaryReader reader) => new(Read(reader, Width), Read(reader, Width));

    Layer ReadSquare(BinaryReader reader) => new(Read(reader, Width * Width), Read(reader, Width));

    static float[] Read(BinaryReader reader, int count)
    {
        var halves = new Half[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
        var floats = new float[count];
        TensorPrimitives.ConvertToSingle(halves, floats);
        return floats;
    }

    /// <param name="Weight">One row for each output.</param>
    internal sealed record Layer(float[] Weight, float[] Bias);

    internal sealed record Scale(float[] Weight, float[] Bias);

    internal sealed record Block(Scale Norm, Layer First, Layer Second);
}
