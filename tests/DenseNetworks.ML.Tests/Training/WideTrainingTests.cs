using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>Texts have a hundred thousand features, of which a row has a few: nothing is kept or copied that nobody asked for.</summary>
[Collection(NativeMemoryCollection.Name)]
public sealed class WideTrainingTests
{
    private const int FeatureCount = 100_000;
    private const long WeightBytes = FeatureCount * 64L * sizeof(float);

    private static readonly TrainingRecipe Recipe = TrainingRecipe.Tutorial with { HiddenLayers = [64], Epochs = 3 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_training_copies_its_weights_once_and_scores_without_zeros()
    {
        var view = MakeView();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var model = Fit(view, CancellationToken.None);

        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeInRange(WeightBytes, 2 * WeightBytes);
        model.History!.Epochs.Should().HaveCount(3);

        before = GC.GetTotalAllocatedBytes(precise: true);
        _ml.MulticlassClassification.Evaluate(model.Transform(view)).MicroAccuracy.Should().Be(1);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(WeightBytes / 4);
    }

    [Fact]
    public void Whoever_may_cancel_it_has_what_it_had_come_to()
    {
        using var source = new CancellationTokenSource();

        var fit = () => Fit(MakeView(), source.Token, _ => source.Cancel());

        fit.Should().Throw<TrainingCanceledException>().Which.Checkpoint!.History.Epochs.Should().HaveCount(1);
    }

    private DenseNetworkTransformer Fit(IDataView view, CancellationToken token, Action<EpochResult>? onEpoch = null) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = Recipe, CancellationToken = token, Progress = onEpoch is null ? null : new Reporter<EpochResult>(onEpoch),
        }).Fit(view);

    // Each class has words of its own.
    private IDataView MakeView()
    {
        var random = new Random(1);
        var schema = SchemaDefinition.Create(typeof(Text));
        schema[nameof(Text.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureCount);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 64).Select(Make).ToList(), schema);

        Text Make(int row)
        {
            var slots = Enumerable.Range(0, 50).Select(_ => (random.Next(FeatureCount / 2) * 2) + (row % 2)).Append(row % 2).Distinct().Order().ToArray();
            return new Text { Label = (uint)(row % 2), Features = new(FeatureCount, slots.Length, [.. slots.Select(_ => 0.5f)], slots) };
        }
    }

    private sealed class Text
    {
        public VBuffer<float> Features { get; set; }

        [KeyType(2)]
        public uint Label { get; set; }
    }
}
