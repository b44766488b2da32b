using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace Mnist.Classifier.Tests.Transforms;

public sealed class NormalizePixelsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void It_keeps_the_contract_of_an_estimator()
    {
        var images = _ml.Data.LoadFromEnumerable([new Image { Pixels = [0, 128, 255] }]);

        EstimatorContract.Check(
            _ml,
            _ml.Transforms.NormalizePixels("Features", "Pixels"),
            images,
            unfitForTraining: [],
            unfit:
            [
                _ml.Data.LoadFromEnumerable([new NoImage()]),
                _ml.Data.LoadFromEnumerable([new FloatImage { Pixels = [1, 2, 3] }]),
                _ml.Data.LoadFromEnumerable([new OnePixel { Pixels = 7 }]),
            ]);
    }

    [Fact]
    public void Every_pixel_is_divided_by_255()
    {
        var pixels = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        Normalize([pixels], _ml.Transforms.NormalizePixels("Pixels")).Single()
            .Should().Equal(pixels.Select(pixel => pixel / 255f));
    }

    [Fact]
    public void Rows_of_different_sizes_are_normalized_when_the_size_is_not_fixed()
    {
        byte[][] rows = [[255], [0, 51, 255], []];

        Normalize(rows, _ml.Transforms.NormalizePixels("Pixels")).Should().BeEquivalentTo(
            (float[][])[[1f], [0f, 0.2f, 1f], []], options => options.WithStrictOrdering());
    }

    [Fact]
    public void Sparse_pixels_stay_sparse()
    {
        var data = _ml.Data.LoadFromEnumerable(
            [new SparseImage { Pixels = new VBuffer<byte>(5, 2, [255, 51], [1, 3]) }],
            Definition<SparseImage>(new VectorDataViewType(NumberDataViewType.Byte, 5)));

        var row = _ml.Transforms.NormalizePixels("Pixels").Fit(data).Transform(data).GetColumn<VBuffer<float>>("Pixels")
            .Single();

        row.IsDense.Should().BeFalse();
        row.DenseValues().Should().Equal(0f, 1f, 0f, 0.2f, 0f);
    }

    [Fact]
    public void Slot_names_are_kept_and_the_result_is_marked_as_normalized()
    {
        var images = MnistDataset.Generate(1, 1).Train.ToDataView(_ml);
        var column = _ml.Transforms.NormalizePixels("Features", "Pixels").Fit(images).Transform(images).Schema["Features"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        names.GetItemOrDefault(29).ToString().Should().Be("row 1, column 1");
        column.IsNormalized().Should().BeTrue();
    }

    [Theory]
    [InlineData("", "Pixels")]
    [InlineData("Features", "")]
    public void Empty_names_are_rejected(string output, string input)
    {
        var normalize = () => _ml.Transforms.NormalizePixels(output, input);

        normalize.Should().Throw<ArgumentException>();
    }

    private List<float[]> Normalize(byte[][] rows, IEstimator<ITransformer> estimator)
    {
        var data = _ml.Data.LoadFromEnumerable(
            rows.Select(pixels => new Image { Pixels = pixels }), Definition<Image>(
                new VectorDataViewType(NumberDataViewType.Byte)));
        return Rows.Vectors(estimator.Fit(data).Transform(data), "Pixels");
    }

    private static SchemaDefinition Definition<T>(DataViewType type)
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition["Pixels"].ColumnType = type;
        return definition;
    }

    private sealed class Image
    {
        [VectorType(3)]
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class SparseImage
    {
        [VectorType(5)]
        public VBuffer<byte> Pixels { get; set; }
    }

    private sealed class FloatImage
    {
        [VectorType(3)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class OnePixel
    {
        public byte Pixels { get; set; }
    }

    private sealed class NoImage
    {
        public float Weight { get; set; }
    }
}
