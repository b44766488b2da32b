using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Mnist.Classifier.Fuzzing.Mutation;
using Testing;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// A zip with a pipeline of ML.NET's own steps and a network: damaged as any zip, or in what one of the steps wrote, behind a header
/// that is right. What is loaded is used, saved and loaded again.
/// </summary>
internal sealed class PipelinesTarget : ZipTarget
{
    private readonly MLContext _context = new(seed: 1);

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. ZipWords, [.. "DNET"u8], [.. "ML\0MODEL"u8], [.. "TransformerChain"u8], [.. "Transform_000"u8], [.. "Normalizer_000"u8],
        [.. "Vocabulary"u8], [.. "BinNormalizer"u8], [.. "Model.key"u8], [.. "\u0006Single"u8], [.. "\u0006Double"u8], [.. "\u0007VBuffer"u8],
        [.. "\u0005Int32"u8], [.. "\u0007Boolean"u8], [.. "\u0008DateTime"u8], [.. "Normalizer"u8], [.. "ConcatTransform"u8],
        [.. "NAReplaceTransform"u8], [0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0x80, 0x7F], [0, 0, 0xC0, 0x7F],
        .. TinyClassifiers.Extremes, .. TinyClassifiers.ControlWords,
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var steps in UsualPipelines.Steps(_context).Values)
        {
            using var pipeline = UsualPipelines.Complete(_context, steps, MakeNetwork);
            yield return Save(pipeline);
            yield return ZipEnvelope.Wrap(ZipEnvelope.Unwrap(Save(pipeline))!);
        }
    }

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        var entries = mutator.Random.Next(4) == 0 ? null : ZipEnvelope.Unwrap(input);
        var steps = entries?.Index().Where(entry => StepEnvelope.Find(entry.Item.Content) is not null).ToList();
        if (steps is not { Count: > 0 })
        {
            return base.Mutate(input, mutator);
        }

        var (at, (name, step)) = steps[mutator.Random.Next(steps.Count)];
        var range = StepEnvelope.Find(step)!.Value;
        entries![at] = (name, StepEnvelope.Replace(step, range, mutator.Mutate(step[range])));
        return ZipEnvelope.Wrap(entries);
    }

    public override void Read(byte[] input)
    {
        var pipeline = Load(input);
        Use(pipeline);
        Load(Save(pipeline));
    }

    private ITransformer Load(byte[] zip)
    {
        using var stream = new MemoryStream(zip, writable: false);
        return _context.Model.LoadDenseNetwork(stream);
    }

    private byte[] Save(ITransformer pipeline)
    {
        using var zip = TransformerChainWriter.Write(_context, pipeline, inputSchema: null);
        return zip.ToArray();
    }

    // Its columns may be others now, and its numbers such as ML.NET refuses when it uses them.
    private void Use(ITransformer pipeline)
    {
        try
        {
            using var cursor = pipeline.Transform(UsualPipelines.Animals(_context)) is var view ? view.GetRowCursor(view.Schema) : null;
            while (cursor!.MoveNext())
            {
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
        }
    }

    private DenseNetworkTransformer MakeNetwork(int size) =>
        new(_context, new DenseNetwork(TinyClassifiers.Layers(size, 2, 3)), history: null, "Features", new ClassValues(new[] { 1, 2, 3 }));
}
