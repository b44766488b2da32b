using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

public sealed class InterpolationTests
{
    private const int Stride = 13;

    private readonly ImageShape _shape = new(Stride, 11);
    private readonly float[] _image = Images.Draw(new ImageShape(Stride, 11));

    [Fact]
    public void Points_between_pixels_are_the_bilinear_mean_of_four()
    {
        var random = new RowRandom(1, 1, 1);
        var naive = _image.Select(pixel => (double)pixel).ToArray();
        var (x, y) = (new float[8], new float[8]);
        for (var i = 0; i < 100; i++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                (x[lane], y[lane]) = (random.NextFloat() * (Stride - 1), random.NextFloat() * 10);
            }

            var means = Interpolation.Bilinear(_image, Stride, Vector256.Create(x), Vector256.Create(y));

            for (var lane = 0; lane < 8; lane++)
            {
                means[lane].Should().BeApproximately((float)NaiveAugmentation.Bilinear(_shape, naive, x[lane], y[lane]), 1e-5f);
            }
        }
    }

    [Fact]
    public void Processors_with_AVX2_read_the_same_neighbours_as_others()
    {
        if (!Avx2.IsSupported)
        {
            return; // the others' way is the only one here, and the test above holds it to the definition
        }

        for (var first = 0; first <= _image.Length - 9; first++)
        {
            // Neighbours, and then places far apart and out of order.
            foreach (var step in new[] { 1, -5 })
            {
                var places = Vector256.Create([.. Enumerable.Range(0, 8)
                    .Select(lane => (first + (step * lane) + (8 * _image.Length)) % (_image.Length - 1))]);

                Interpolation.GatherPairs(_image, places).Should().Be(Interpolation.PickPairs(_image, places));
            }
        }
    }
}
