using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Loading;

/// <summary>Pipelines of ML.NET's usual steps, from strangers.</summary>
public sealed class UsualPipelineTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => [.. UsualPipelines.Steps(new MLContext()).Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pipeline_is_loaded_as_MLNet_loads_it(string name)
    {
        var animals = UsualPipelines.Animals(_ml);
        using var zip = Save(name);
        var expected = _ml.Model.Load(zip, out _);

        var loaded = _ml.Model.LoadDenseNetwork(Rewind(zip));

        Schemas.Describe(loaded.GetOutputSchema(animals.Schema)).Should().Equal(Schemas.Describe(expected.GetOutputSchema(animals.Schema)));
        Rows.ScoreBits(loaded.Transform(animals)).Should().Equal(Rows.ScoreBits(expected.Transform(animals)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_loaded_is_saved_as_what_it_was(string name)
    {
        using var zip = Save(name);
        var expected = Flatten(_ml.Model.Load(zip, out _)).Select(Bytes).ToList();

        var loaded = Flatten(_ml.Model.LoadDenseNetwork(Rewind(zip))).Select(Bytes).ToList();

        loaded.Should().HaveCount(expected.Count);
        for (var i = 0; i < loaded.Count; i++)
        {
            loaded[i].Should().Equal(expected[i], "step {0}", i);
        }
    }

    private MemoryStream Save(string name)
    {
        var chain = UsualPipelines.Complete(
            _ml, UsualPipelines.Steps(_ml)[name], size => Transformers.Of(Networks.Random(1, size, 5, 3), classNames: ["cat", "dog", "große Ente"]));
        var zip = new MemoryStream();
        _ml.Model.Save(chain, UsualPipelines.Animals(_ml).Schema, zip);
        return Rewind(zip);
    }

    private static MemoryStream Rewind(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];

    private byte[] Bytes(ITransformer step)
    {
        using var zip = TransformerChainWriter.Write(_ml, step, inputSchema: null);
        return zip.ToArray();
    }
}
