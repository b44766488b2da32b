using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>Batches of rows that are augmented, or are not, for either engine.</summary>
public sealed class AugmentedBatchTests : TorchTest
{
    private const int RowCount = 45;
    private const int FeatureCount = 45;
    private const int Seed = 3;

    private static readonly ImageAugmentation Way =
        Images.Everything with { ImageWidth = 5, CustomChange = (pixels, _, seed) => pixels[0] = seed % 100 / 100f };

    private readonly ClassData _data = ClassData.Make(RowCount, FeatureCount, classCount: 4);
    private readonly ImageAugmenter _augmenter = new(Way, FeatureCount);

    [Fact]
    public void Each_row_is_augmented_by_its_place_and_the_step_alone()
    {
        int[] order = [7, 3, 3, 44, 0];
        var input = MakeInput(workers: 1);

        var first = Take(input, order, workers: 1);
        var second = Take(input, order, workers: 1, step: 2);

        var scratch = _augmenter.MakeScratch();
        for (var place = 0; place < order.Length; place++)
        {
            var row = _data.Row(order[place]);
            first[place].Should().Equal(Images.Augment(_augmenter, scratch, row, new RowRandom(Seed, 1, place)));
            second[place].Should().Equal(Images.Augment(_augmenter, scratch, row, new RowRandom(Seed, 2, place)));
            second[place].Should().NotEqual(first[place]);
        }

        first[1].Should().NotEqual(first[2], "the same row twice in a batch becomes two images");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_does_not_matter_who_works_on_a_row_or_how_rows_are_kept(bool isSparse)
    {
        int[] order = [.. Enumerable.Range(0, RowCount).Reverse()];

        Take(MakeInput(workers: 4), order, workers: 4, isSparse).Should()
            .BeEquivalentTo(Take(MakeInput(workers: 1), order, workers: 1), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Rows_that_are_only_evaluated_come_as_they_are_and_are_no_step()
    {
        int[] order = [4, 2, 9];
        var (input, other) = (MakeInput(workers: 1), MakeInput(workers: 1));

        Take(input, order, workers: 1, step: 0).Should()
            .BeEquivalentTo(order.Select(_data.Row), options => options.WithStrictOrdering());
        Take(input, order, workers: 1).Should()
            .BeEquivalentTo(Take(other, order, workers: 1), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Tensors_of_augmented_rows_are_those_rows()
    {
        using var rows = new AugmentedRows(Memory, CPU, _augmenter, Seed, FeatureCount, new RowLimits(RowCount, RowCount));
        rows.Begin(_data.Select(isSparse: false));

        foreach (var (start, count, step) in new[] { (10, 30, 1), (0, RowCount, 0), (5, 40, 2) })
        {
            var expected = Take(MakeInput(workers: 1), [.. Enumerable.Range(start, count)], workers: 1, step: step);

            var (features, labels, _) = rows.Take(start, count, step);

            features.shape.Should().Equal(count, FeatureCount);
            features.data<float>().Should().Equal(expected.SelectMany(row => row));
            labels.data<long>().Should().Equal(_data.Labels.narrow(0, start, count).data<long>());
        }
    }

    [Fact]
    public void Uploaded_rows_come_in_the_order_that_they_have_now()
    {
        var selection = _data.Select(isSparse: false);
        using var rows = new UploadedRows(CPU);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            selection.Shuffle(new Random(epoch));
            rows.Begin(selection);
            var order = selection.Order.Slice(5, 30).ToArray();

            var (features, labels, _) = rows.Take(5, 30, epoch);

            features.data<float>().Should().Equal(order.SelectMany(_data.Row));
            labels.data<long>().Should().Equal(order.Select(row => _data.Labels[row].item<long>()));
        }
    }

    [Fact]
    public void Both_engines_learn_from_the_same_images()
    {
        var recipe = new TrainingRecipe { Augmentation = Way };
        var limits = new RowLimits(RowCount, RowCount);
        var layout = new NetworkLayout(FeatureCount, 30, 4);
        using var backend = new ManagedBackend();
        using var tensors = new TensorEngine(Memory, layout, new Random(1), recipe, CPU, limits);
        using var plain = new TensorEngine(Memory, layout, new Random(1), recipe with { Augmentation = null }, CPU, limits);
        using var other = new CpuEngine(backend, layout, new Random(1), recipe, isSparse: true, limits, workers: 2);

        var losses = new TrainingEngine[] { tensors, plain, other }.Select(engine =>
        {
            engine.Begin(_data.Select(isSparse: engine == other));
            for (var step = 0; step < 5; step++)
            {
                engine.Step(0, RowCount, 1e-3);
            }

            return engine.Result().Loss;
        }).ToList();

        losses[0].Should().BeApproximately(losses[2], 1e-5);
        losses[0].Should().NotBeApproximately(losses[1], 1e-4);
    }

    private MatrixInput MakeInput(int workers) =>
        new(Memory, new RowLimits(RowCount, RowCount), FeatureCount, new RowAugmentation(_augmenter, Seed, workers));

    private List<float[]> Take(MatrixInput input, int[] order, int workers, bool isSparse = false, long step = 1)
    {
        input.Prepare(_data.Select(isSparse).Rows, order, step);
        Parallel.For(0, workers, worker => input.Fill(worker, WorkerPart.Of(order.Length, worker, workers)));
        return [.. Enumerable.Range(0, order.Length)
            .Select(row => input.Values.Slice(row * FeatureCount, FeatureCount).ToArray())];
    }
}
